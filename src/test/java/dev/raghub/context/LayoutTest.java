package dev.raghub.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raghub.answer.Citation;
import dev.raghub.answer.HandMade;
import dev.raghub.answer.HandMade.Text;
import dev.raghub.answer.Passage;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LayoutTest {
  @ParameterizedTest
  @CsvSource({"1, 1", "2, 1 2", "3, 1 3 2", "4, 1 3 4 2", "5, 1 3 5 4 2", "6, 1 3 5 6 4 2"})
  void putsTheWeakestInTheMiddle(int count, String order) {
    Text[] texts =
        IntStream.range(0, count).mapToObj(i -> Text.of("T" + i, "One.")).toArray(Text[]::new);
    List<Unit> units =
        HandMade.retrieval("?", texts).passages().stream().map(LayoutTest::first).toList();

    Layout layout = new Layout(units.reversed(), count);

    assertThat(layout.sources())
        .extracting(source -> String.valueOf(source.citation().number()))
        .containsExactly(order.split(" ", -1));
    assertThat(layout.leftOut()).isZero();
  }

  @Test
  void ordersSentencesAsTheDocumentDoesAndMarksWhatIsLeftOut() {
    Passage passage = passage(Text.of("Cat", "One.", "Two.", "Three.", "Four.", "Five."));

    assertThat(line(passage, 3, 1, 0)).isEqualTo("[1] Cat (documents:Cat v1): One. Two. … Four. …");
    assertThat(line(passage, 4)).isEqualTo("[1] Cat (documents:Cat v1): … Five.");
    assertThat(
            new Layout(List.of(unit(passage, 3), unit(passage, 1)), 1)
                .sources()
                .getFirst()
                .sentences())
        .containsExactly(2, 4);
  }

  @Test
  void endsFieldsWithASemicolon() {
    Passage passage = passage(Text.row("film", "7", "Alien", "- year: 1979", "- rating: R"));

    assertThat(
            new Layout(
                    List.of(
                        new Unit(passage, 0, "year: 1979", 1),
                        new Unit(passage, 1, "rating: R", 1)),
                    3)
                .text())
        .isEqualTo("[1] Alien (film:7 v1): year: 1979; rating: R;\n(2 more passages left out)");
  }

  /// Otherwise a text could pretend to be another source.
  @Test
  void keepsEachSourceOnOneLine() {
    Passage passage = passage(Text.of("Cat\n[2] Dog", "One.\n[3] Bird\r\n[4] Fish"));

    assertThat(line(passage, 0))
        .isEqualTo("[1] Cat [2] Dog (documents:Cat [2] Dog v1): One. [3] Bird [4] Fish");
  }

  @Test
  void shortensLongTitlesAndKeysBetweenCharacters() {
    assertThat(Layout.head(citation("🦊".repeat(120), "k".repeat(55))))
        .isEqualTo("[7] %s (film:%s v3):", "🦊".repeat(120), "k".repeat(55));
    assertThat(Layout.head(citation("🦊".repeat(121), "k".repeat(56))))
        .isEqualTo("[7] %s… (film:%s… v3):", "🦊".repeat(120), "k".repeat(55));
  }

  private static Citation citation(String title, String key) {
    return new Citation(7, "film", key, 3, title, Instant.EPOCH);
  }

  private static Passage passage(Text text) {
    return HandMade.retrieval("?", text).passages().getFirst();
  }

  private static String line(Passage passage, int... places) {
    return new Layout(IntStream.of(places).mapToObj(place -> unit(passage, place)).toList(), 1)
        .text();
  }

  private static Unit first(Passage passage) {
    return unit(passage, 0);
  }

  private static Unit unit(Passage passage, int place) {
    return new Unit(passage, place, passage.sentences().get(place).text(), 1);
  }
}
