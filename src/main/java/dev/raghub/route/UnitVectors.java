package dev.raghub.route;

import java.util.Collection;

/// Vectors of length 1, whose products are cosines.
final class UnitVectors {
  private UnitVectors() {}

  static float cosine(float[] a, float[] b) {
    float even = 0;
    float odd = 0;
    int i = 0;
    // Two sums, so that one addition need not wait for the other.
    for (; i + 1 < a.length; i += 2) {
      even += a[i] * b[i];
      odd += a[i + 1] * b[i + 1];
    }
    return i < a.length ? even + odd + a[i] * b[i] : even + odd;
  }

  static float[] mean(Collection<float[]> vectors, int dimensions) {
    float[] mean = new float[dimensions];
    for (float[] vector : vectors) {
      for (int i = 0; i < dimensions; i++) {
        mean[i] += vector[i] / vectors.size();
      }
    }
    return mean;
  }

  /// Of length 1 in the same direction; a vector of length 0 stays.
  static float[] normalised(float[] vector) {
    double squares = 0;
    for (float each : vector) {
      squares += each * each;
    }
    float[] unit = vector.clone();
    if (squares > 0) {
      float length = (float) Math.sqrt(squares);
      for (int i = 0; i < unit.length; i++) {
        unit[i] /= length;
      }
    }
    return unit;
  }
}
