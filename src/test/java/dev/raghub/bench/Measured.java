package dev.raghub.bench;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.util.Statistics;

/// What one benchmark took at one size, in microseconds.
///
/// @param chunks 0 where the size plays no part
/// @param p99 the largest where there are less than a hundred samples
/// @param lowest the lowest median of an iteration
/// @param highest the highest median of an iteration
record Measured(
    String name,
    int chunks,
    double median,
    double p99,
    double lowest,
    double highest,
    long samples) {
  private static final double MEDIAN = 50;
  private static final double LAST = 99;

  static Measured of(String name, int chunks, Collection<RunResult> runs) {
    RunResult run = runs.iterator().next();
    Statistics all = run.getPrimaryResult().getStatistics();
    List<Double> medians =
        run.getBenchmarkResults().stream()
            .flatMap(fork -> fork.getIterationResults().stream())
            .map(each -> each.getPrimaryResult().getStatistics().getPercentile(MEDIAN))
            .sorted(Comparator.naturalOrder())
            .toList();
    return new Measured(
        name,
        chunks,
        all.getPercentile(MEDIAN),
        all.getPercentile(LAST),
        medians.getFirst(),
        medians.getLast(),
        all.getN());
  }
}
