package dev.raghub.route;

import java.util.Optional;

/// A text of which it is known where it belongs. The array is not copied: whoever gives it leaves
/// it as it is.
public final class Example {
  private final String text;
  private final float[] vector;
  private final Optional<String> workspace;

  /// @param vector of length 1, from the embedder of all the others
  /// @param workspace empty for a text that belongs nowhere
  public Example(String text, float[] vector, Optional<String> workspace) {
    this.text = text;
    this.vector = vector;
    this.workspace = workspace;
  }

  String text() {
    return text;
  }

  float[] vector() {
    return vector;
  }

  Optional<String> workspace() {
    return workspace;
  }
}
