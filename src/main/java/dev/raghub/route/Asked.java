package dev.raghub.route;

import dev.raghub.analysis.LuceneAnalysis;
import java.util.Set;

/// A text as it is compared: its vector and its terms.
final class Asked {
  private static final int MAX_TERMS = 256;

  private final float[] vector;
  private final Set<String> terms;

  private Asked(float[] vector, Set<String> terms) {
    this.vector = vector;
    this.terms = terms;
  }

  static Asked of(LuceneAnalysis analysis, String text, float[] vector) {
    return new Asked(vector, analysis.terms(text, MAX_TERMS));
  }

  float[] vector() {
    return vector;
  }

  Set<String> terms() {
    return terms;
  }
}
