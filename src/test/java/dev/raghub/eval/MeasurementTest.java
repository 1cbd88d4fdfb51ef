package dev.raghub.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MeasurementTest {
  @Test
  void isTheMean() {
    assertThat(Measurement.of(List.of(0.0, 100.0, 50.0, 90.0)).mean()).isEqualTo(60);
  }

  @Test
  void isZeroForNoQuestions() {
    assertThat(Measurement.of(List.of())).isEqualTo(new Measurement(0, 0, 0));
  }

  @Test
  void hasNoSpreadWhereAllQuestionsScoreTheSame() {
    assertThat(Measurement.of(Collections.nCopies(7, 25.0))).isEqualTo(new Measurement(25, 25, 25));
  }

  /// Of 100 questions half of which are right, 95 of 100 samples lie within 1.96 · 5 points.
  @Test
  void spreadsAsFarAsTheFormulaForSharesSays() {
    Measurement half =
        Measurement.of(IntStream.range(0, 100).mapToObj(i -> i % 2 * 100.0).toList());

    assertThat(half.low()).isCloseTo(50 - 9.8, within(1.5));
    assertThat(half.high()).isCloseTo(50 + 9.8, within(1.5));
  }

  @Test
  void liesWithinItsIntervalAndIsTheSameEachTime() {
    for (long seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      List<Double> values =
          IntStream.range(0, 2 + random.nextInt(60))
              .mapToObj(i -> 100 * random.nextDouble())
              .toList();

      Measurement measured = Measurement.of(values);

      assertThat(measured.mean()).as("seed %d", seed).isBetween(measured.low(), measured.high());
      assertThat(measured.low()).isGreaterThanOrEqualTo(Collections.min(values));
      assertThat(measured.high()).isLessThanOrEqualTo(Collections.max(values));
      assertThat(Measurement.of(values)).isEqualTo(measured);
    }
  }
}
