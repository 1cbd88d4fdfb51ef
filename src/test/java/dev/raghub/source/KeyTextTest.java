package dev.raghub.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class KeyTextTest {
  @Test
  void joinsValuesAndEncodesWhatWouldBreakThem() {
    assertThat(KeyText.join(List.of("1"))).isEqualTo("1");
    assertThat(KeyText.join(List.of("a", "b,c", "50%", "t\tb\u0085", "李")))
        .isEqualTo("a,b%2Cc,50%25,t%09b%C2%85,李");
  }

  @Test
  void takesEveryKeyApartAgain() {
    for (List<String> values :
        List.of(
            List.of(""),
            List.of("", ""),
            List.of("%2C", ",", "%"),
            List.of("a b", "\r\n", "🦖 é ß"))) {
      assertThat(KeyText.split(KeyText.join(values), values.size())).contains(values);
    }
  }

  @Test
  void refusesWhatIsNoKeyOfThisSize() {
    assertThat(KeyText.split("a,b", 1)).isEmpty();
    assertThat(KeyText.split("a", 2)).isEmpty();
    assertThat(KeyText.split("%", 1)).isEmpty();
    assertThat(KeyText.split("%2", 1)).isEmpty();
    assertThat(KeyText.split("%zz", 1)).isEmpty();
    assertThat(KeyText.split("%00", 1)).isEmpty();
  }
}
