package dev.raghub.bench;

/// Draws ranks whose frequency falls as a power of the rank, as those of words and of links do.
/// Continuous, from a table of quantiles, so that a draw costs nanoseconds and is the same on every
/// machine.
final class Zipf {
  private static final int QUANTILES = 4_096;

  private final int ranks;
  private final double[] quantiles = new double[QUANTILES + 1];

  /// @param ranks how many there are
  /// @param exponent above 0, not 1
  Zipf(int ranks, double exponent) {
    this.ranks = ranks;
    double power = 1 - exponent;
    double span = StrictMath.pow(ranks + 1.0, power) - 1;
    for (int i = 0; i <= QUANTILES; i++) {
      double share = (double) i / QUANTILES;
      quantiles[i] = StrictMath.pow(share * span + 1, 1 / power) - 1;
    }
  }

  /// The rank, from 0, at a share of all draws.
  ///
  /// @param share 0 to 1, 1 itself excluded
  int rank(double share) {
    double at = share * QUANTILES;
    int below = (int) at;
    double rank = quantiles[below] + (at - below) * (quantiles[below + 1] - quantiles[below]);
    return Math.min(ranks - 1, (int) rank);
  }
}
