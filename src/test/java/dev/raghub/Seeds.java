package dev.raghub;

import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/// Runs random tests, seed after seed. The seed of a failure is in its message; `-Draghub.seed=17`
/// runs only that one, `-Draghub.seeds=1000` as many.
public final class Seeds {
  private Seeds() {}

  /// @param usual how many seeds, where nobody says otherwise
  public static void each(int usual, Consumer<Random> test) {
    Long replayed = Long.getLong("raghub.seed");
    LongStream seeds =
        replayed != null
            ? LongStream.of(replayed)
            : LongStream.range(0, Long.getLong("raghub.seeds", usual));
    seeds.forEach(
        seed -> {
          try {
            test.accept(new Random(seed));
          } catch (AssertionError | RuntimeException failure) {
            throw new AssertionError(
                "seed %d, replay with -Draghub.seed=%<d: %s".formatted(seed, failure.getMessage()),
                failure);
          }
        });
  }
}
