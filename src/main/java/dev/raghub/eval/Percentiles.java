package dev.raghub.eval;

import java.util.List;

/// Half, 95 and 99 of a hundred values lie at or below these.
public record Percentiles(double p50, double p95, double p99) {
  /// Of any values; all 0 for none.
  public static Percentiles of(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return new Percentiles(at(sorted, 0.50), at(sorted, 0.95), at(sorted, 0.99));
  }

  private static double at(List<Double> sorted, double share) {
    if (sorted.isEmpty()) {
      return 0;
    }
    int rank = (int) Math.ceil(share * sorted.size());
    return sorted.get(Math.max(0, rank - 1));
  }
}
