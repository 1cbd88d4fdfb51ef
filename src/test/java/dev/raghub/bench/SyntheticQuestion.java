package dev.raghub.bench;

/// A question that some chunk answers.
public final class SyntheticQuestion {
  private final String text;
  private final int target;
  private final float[] vector;

  SyntheticQuestion(String text, int target, float[] vector) {
    this.text = text;
    this.target = target;
    this.vector = vector;
  }

  public String text() {
    return text;
  }

  /// The number of the chunk that answers it.
  public int target() {
    return target;
  }

  /// Of length 1, near the target's.
  public float[] vector() {
    return vector;
  }
}
