package dev.raghub.eval;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// A figure over questions: its mean, and where it would lie in 95 of 100 samples of as many
/// questions (percentile bootstrap, 1,000 samples, a fixed seed).
public record Measurement(double mean, double low, double high) {
  private static final int SAMPLES = 1_000;
  private static final long SEED = 20_261_125L;

  /// Of one value a question; all 0 for no questions.
  public static Measurement of(List<Double> values) {
    if (values.isEmpty()) {
      return new Measurement(0, 0, 0);
    }
    Random random = new Random(SEED);
    List<Double> means = new ArrayList<>(SAMPLES);
    for (int sample = 0; sample < SAMPLES; sample++) {
      double sum = 0;
      for (int i = 0; i < values.size(); i++) {
        sum += values.get(random.nextInt(values.size()));
      }
      means.add(sum / values.size());
    }
    Collections.sort(means);
    double mean = values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    return new Measurement(mean, means.get(SAMPLES / 40), means.get(SAMPLES - 1 - SAMPLES / 40));
  }
}
