package dev.raghub.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raghub.limit.Meter.Levels;
import dev.raghub.limit.Meter.Rates;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every meter does, whoever counts.
abstract class MeterContract {
  private final String key = "rh_" + UUID.randomUUID();

  abstract Meter meter();

  @Test
  void takesAsManyRequestsAsTheLimitAndNotOneMore() {
    for (int i = 1; i <= 5; i++) {
      Levels levels = meter().take(key, new Rates(5, 0));
      assertThat(levels.taken()).isTrue();
      assertThat(levels.requests()).isBetween(i - 0.5, (double) i);
    }
    assertThat(meter().take(key, new Rates(5, 0)).taken()).isFalse();
  }

  @Test
  void countsARefusedRequestNotAtAll() {
    meter().take(key, new Rates(1, 0));
    for (int i = 0; i < 50; i++) {
      assertThat(meter().take(key, new Rates(1, 0)).requests()).isLessThanOrEqualTo(1);
    }
  }

  @Test
  void refusesWhileTheTokensRunOver() {
    assertThat(meter().take(key, new Rates(0, 100)).taken()).isTrue();
    meter().charge(key, 99);
    assertThat(meter().take(key, new Rates(0, 100)).taken()).isTrue();
    meter().charge(key, 500);

    Levels over = meter().take(key, new Rates(0, 100));

    assertThat(over.taken()).isFalse();
    assertThat(over.tokens()).isBetween(590.0, 599.0);
  }

  @Test
  void keepsKeysApart() {
    meter().take(key, new Rates(1, 10));
    meter().charge(key, 10);

    assertThat(meter().take(key + "x", new Rates(1, 10)).taken()).isTrue();
  }

  @Test
  void chargesNothingToAKeyWithoutALimitOfTokens() {
    meter().charge(key, 1_000);
    assertThat(meter().take(key, new Rates(0, 10)).tokens()).isZero();
  }

  @Test
  void takesNoMoreFromManyAtOnce() throws Exception {
    Meter meter = meter();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      Callable<Boolean> call = () -> meter.take(key, new Rates(20, 0)).taken();
      long taken = 0;
      for (var done : threads.invokeAll(IntStream.range(0, 200).mapToObj(i -> call).toList())) {
        taken += done.get() ? 1 : 0;
      }
      // What leaks meanwhile at 20 a minute: one request in three seconds.
      assertThat(taken).isBetween(20L, 22L);
    }
  }
}
