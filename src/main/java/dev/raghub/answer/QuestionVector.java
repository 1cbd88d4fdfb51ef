package dev.raghub.answer;

/// The embedding of a question, of length 1.
public final class QuestionVector {
  private final float[] values;

  public QuestionVector(float[] values) {
    this.values = values.clone();
  }

  public float[] values() {
    return values.clone();
  }

  /// Their cosine, -1 to 1; 0 where they are of different embedders.
  public double cosine(QuestionVector other) {
    if (values.length != other.values.length) {
      return 0;
    }
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += values[i] * other.values[i];
    }
    return sum;
  }
}
