package dev.raghub.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raghub.corpus.Chunk;
import dev.raghub.corpus.ChunkId;
import dev.raghub.corpus.Sentence;
import dev.raghub.document.Assertion;
import dev.raghub.graph.EntityId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AssertionsTest {
  private static final EntityId FILM = EntityId.ofName("dark river");
  private static final EntityId WOMAN = EntityId.ofName("clio barnard");

  private final Set<Mention> mentions = new LinkedHashSet<>();
  private final Map<EntityId, String> names = new HashMap<>();
  private final List<Relation> relations = new ArrayList<>();

  @Test
  void putsTheRelationWhereBothAreSaid() {
    add(
        assertion("Dark River", "Clio Barnard"),
        chunk(1, "It is a film.", "Dark River came out in 2017."),
        chunk(2, "Clio Barnard made others too.", "DARK RIVER is by Clio Barnard."),
        chunk(3, "Clio Barnard made Dark River."));

    assertThat(relations)
        .containsExactly(new Relation(new ChunkId(2), 1, FILM, "directed by", WOMAN));
    assertThat(names).isEqualTo(Map.of(FILM, "dark river", WOMAN, "clio barnard"));
  }

  @Test
  void letsEverySentenceThatSaysOneMentionBoth() {
    add(
        assertion("Dark River", "Clio Barnard"),
        chunk(1, "It is a film.", "Dark River came out in 2017."),
        chunk(2, "Clio Barnard made others too.", "DARK RIVER is by Clio Barnard."));

    assertThat(mentions)
        .containsExactlyInAnyOrder(
            mention(1, 1, FILM),
            mention(1, 1, WOMAN),
            mention(2, 0, FILM),
            mention(2, 0, WOMAN),
            mention(2, 1, FILM),
            mention(2, 1, WOMAN));
  }

  @Test
  void putsTheRelationWhereOneIsSaidIfNoneSaysBoth() {
    add(
        assertion("Dark River", "Clio Barnard"),
        chunk(1, "It is a film.", "Its director is Clio Barnard."),
        chunk(2, "Dark River came out in 2017."));

    assertThat(relations)
        .containsExactly(new Relation(new ChunkId(1), 1, FILM, "directed by", WOMAN));
  }

  @Test
  void putsItFirstIfNobodySaysEither() {
    add(assertion("Dark River", "Clio Barnard"), chunk(1, "She made it.", "It is a film."));

    assertThat(relations)
        .containsExactly(new Relation(new ChunkId(1), 0, FILM, "directed by", WOMAN));
    assertThat(mentions).containsExactly(mention(1, 0, FILM), mention(1, 0, WOMAN));
  }

  @Test
  void takesWholeWordsForANameOnly() {
    add(
        assertion("Anna", "Rio"),
        chunk(1, "Savannah has a curious scenario.", "Annas and Riots.", "She, Anna, left."));

    assertThat(relations).extracting(Relation::sentence).containsExactly(2);
    assertThat(mentions).hasSize(2);
  }

  @Test
  void leavesOutWhatNoNameCanBe() {
    Chunk chunk = chunk(1, "Dark River came out in 2017, and so on and on.");
    String clause = "one two three four five six seven eight nine ten eleven twelve thirteen";

    add(assertion("Dark River", "2017"), chunk);
    add(assertion("2017", "Dark River"), chunk);
    add(assertion("Dark River", clause), chunk);
    add(assertion("", "Dark River"), chunk);

    assertThat(mentions).isEmpty();
    assertThat(names).isEmpty();
    assertThat(relations).isEmpty();
  }

  private void add(Assertion assertion, Chunk... chunks) {
    new Assertions(List.of(chunks)).add(assertion, mentions, names, relations);
  }

  private static Assertion assertion(String subject, String object) {
    return new Assertion(subject, "directed by", object);
  }

  private static Mention mention(long chunk, int sentence, EntityId entity) {
    return new Mention(new ChunkId(chunk), sentence, entity, Rule.ASSERTION);
  }

  private static Chunk chunk(long id, String... sentences) {
    return new Chunk(
        new ChunkId(id),
        0,
        Stream.of(sentences).map(text -> new Sentence(text, true)).toList(),
        false);
  }
}
