package dev.raghub.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CosineRangeTest {
  @Test
  void holdsWhereCosinesLie() {
    CosineRange range = new CosineRange(-0.1, 0.72);

    assertThat(range.unrelated()).isEqualTo(-0.1);
    assertThat(range.related()).isEqualTo(0.72);
  }

  @ParameterizedTest
  @CsvSource({"0.5, 0.5", "0.7, 0.5", "NaN, 0.5", "0.5, NaN"})
  void refusesRelatedTextsThatAreNoLikerThanUnrelatedOnes(double unrelated, double related) {
    assertThatIllegalStateException()
        .isThrownBy(() -> new CosineRange(unrelated, related))
        .withMessage("unrelated texts must lie below related ones");
  }
}
