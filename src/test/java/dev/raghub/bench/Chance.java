package dev.raghub.bench;

import java.util.SplittableRandom;

/// Random numbers for each thing of a corpus by itself, so that it can be computed alone.
///
/// @param seed of the corpus
record Chance(long seed) {
  private static final long ODD = 0xD6E8FEB86659FD93L;
  private static final int SHIFT = 32;

  /// What is drawn.
  enum Of {
    TITLE(1),
    NAME(2),
    LINES(3),
    QUESTION(4),
    COMMON(5),
    DOMAIN(6),
    TOPIC(7),
    CHUNK(8),
    NEAR(9);

    private final long stream;

    Of(long stream) {
      this.stream = stream;
    }
  }

  SplittableRandom random(Of kind, long number) {
    long mixed = (seed ^ (kind.stream << SHIFT)) * ODD + number;
    mixed = (mixed ^ (mixed >>> SHIFT)) * ODD;
    return new SplittableRandom(mixed ^ (mixed >>> SHIFT));
  }
}
