package dev.raghub.bench;

/// The seed of all benchmarks.
public final class BenchSeed {
  private static final long SEED = 20_250_101;

  private BenchSeed() {}

  /// The corpus of this size.
  public static SyntheticCorpus corpus(int chunks) {
    return new SyntheticCorpus(SEED, chunks);
  }
}
