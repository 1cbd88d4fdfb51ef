package dev.raghub.eval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PercentilesTest {
  @Test
  void areValuesThatSoManyLieAtOrBelow() {
    List<Double> values = IntStream.rangeClosed(1, 100).mapToObj(i -> (double) (101 - i)).toList();

    assertThat(Percentiles.of(values)).isEqualTo(new Percentiles(50, 95, 99));
  }

  @Test
  void areAllTheOnlyValue() {
    assertThat(Percentiles.of(List.of(7.5))).isEqualTo(new Percentiles(7.5, 7.5, 7.5));
  }

  @Test
  void takeTheLowerOfTwoForTheHalf() {
    assertThat(Percentiles.of(List.of(9.0, 1.0))).isEqualTo(new Percentiles(1, 9, 9));
  }

  @Test
  void areZeroForNoValues() {
    assertThat(Percentiles.of(List.of())).isEqualTo(new Percentiles(0, 0, 0));
  }
}
