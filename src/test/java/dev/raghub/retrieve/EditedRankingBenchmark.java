package dev.raghub.retrieve;

/// The same rankings over a graph in which a thousand items have changed since it was loaded.
public class EditedRankingBenchmark extends RankingBenchmark {
  private static final int EDITS = 1_000;

  @Override
  int edits() {
    return EDITS;
  }
}
