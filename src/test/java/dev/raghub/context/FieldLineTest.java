package dev.raghub.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raghub.analysis.LuceneAnalysis;
import dev.raghub.answer.HandMade;
import dev.raghub.answer.HandMade.Text;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FieldLineTest {
  private static final String ACTORS =
      "- actors: Ada Byron, Bo Cole, Cy Dunn, Di Eames, Ed Frost, Flo Gale, Gus Hart, Hal Ives, Ida Blom,"
          + " Jo Kerr, Kit Lowe, Lou Marr";

  @Test
  void printsAShortFieldWithoutItsDash() {
    assertThat(shortened("?", "- title: Alien: Romulus, the film"))
        .isEqualTo("title: Alien: Romulus, the film");
  }

  @Test
  void keepsOfALongListTheFirstThreeAndWhatTheQuestionNames() {
    assertThat(shortened("Which films has Ida Blom played in?", ACTORS))
        .isEqualTo("actors: Ada Byron, Bo Cole, Cy Dunn, Ida Blom, … 8 more");
    assertThat(shortened("Which films are there?", ACTORS))
        .isEqualTo("actors: Ada Byron, Bo Cole, Cy Dunn, … 9 more");
  }

  @Test
  void keepsAListOfExactlyTheMostCharactersThatAreShort() {
    String field = "tags: ab, cd, ef, gh, ";
    String longest = field + "x".repeat(120 - field.length());

    assertThat(shortened("?", "- " + longest)).isEqualTo(longest);
    assertThat(shortened("?", "- " + longest + "x")).isEqualTo("tags: ab, cd, ef, … 2 more");
  }

  @Test
  void leavesNothingOutOfWhatIsNoList() {
    String text = IntStream.range(0, 60).mapToObj(i -> "word" + i).collect(Collectors.joining(" "));

    assertThat(shortened("?", "- description: " + text)).isEqualTo("description: " + text);
  }

  @Test
  void keepsAllEntriesThatTheQuestionNames() {
    String all = ACTORS.substring("- actors: ".length());

    assertThat(shortened(all.replace(",", ""), ACTORS)).isEqualTo("actors: " + all);
  }

  private static String shortened(String question, String line) {
    var terms = HandMade.retrieval(question, List.of(Text.row("film", "7", "Alien", line))).terms();
    return new FieldLine(new LuceneAnalysis(), terms).shortened(line);
  }
}
