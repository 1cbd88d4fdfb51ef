package dev.raghub.bench;

import org.openjdk.jmh.util.Statistics;

/// What one benchmark took at one size, in microseconds.
///
/// @param chunks 0 where the size plays no part
/// @param p50 the median
/// @param p99 the largest where there are less than a hundred samples
record Measured(String name, int chunks, double p50, double p95, double p99, long samples) {
  static Measured of(String name, int chunks, Statistics times) {
    return new Measured(
        name,
        chunks,
        times.getPercentile(50),
        times.getPercentile(95),
        times.getPercentile(99),
        times.getN());
  }
}
