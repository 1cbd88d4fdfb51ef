package dev.raghub.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raghub.corpus.Chunk;
import dev.raghub.corpus.ChunkId;
import dev.raghub.corpus.Sentence;
import dev.raghub.extract.Words;
import dev.raghub.graph.EntityId;
import dev.raghub.graph.PostgresGraphStore.Place;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GazetteerTest {
  /// The capital J with a caron has no composed form; its small letter has one.
  @ParameterizedTest
  @ValueSource(strings = {"Minka", "Blue Harbor", "東京タワー", "Café Ｎord", "J\u030Cana", "İzmir"})
  void keepsThePairsByWhichALaterNameIsSought(String name) {
    SoughtNames sought =
        new SoughtNames(Map.of(EntityId.ofName(Words.name(name)), Words.name(name)));
    Set<Long> kept = Gazetteer.pairs(said("We saw " + name + " there."));

    assertThat(kept).containsAll(sought.pairs());
    assertThat(sought.spans())
        .allMatch(
            word -> kept.stream().anyMatch(pair -> word.first() <= pair && pair <= word.last()));
    assertThat(sought.pairs().size() + sought.spans().size()).isPositive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Minka", "Blue Harbor", "東京タワー", "Café Ｎord", "J\u030Cana", "İzmir"})
  void findsANameWhetherItOrTheTextCameFirst(String name) {
    EntityId entity = EntityId.ofName(Words.name(name));
    Chunk chunk = said("We saw " + name + " there, and " + name + " again.");

    Gazetteer gazetteer = Gazetteer.of(List.of(chunk));
    assertThat(new SoughtNames(Map.of(entity, Words.name(name))).mentions(List.of(chunk)))
        .extracting(mention -> new Place(mention.chunk(), mention.sentence()))
        .containsExactlyElementsOf(gazetteer.runs(gazetteer.heads()).get(entity.value()))
        .hasSize(1);
  }

  @Test
  void asksForNoMoreThanWhatBeginsAsANameDoes() {
    Gazetteer gazetteer = Gazetteer.of(List.of(said("We saw the Blue Harbor.")));

    assertThat(gazetteer.heads()).contains("we saw", "we ", "blue harbor", "harbor ");
    assertThat(gazetteer.runs(Set.of("blue harbor", "saw ")).keySet())
        .containsExactly(
            EntityId.ofName("saw").value(),
            EntityId.ofName("blue").value(),
            EntityId.ofName("blue harbor").value());
  }

  private static Chunk said(String text) {
    return new Chunk(new ChunkId(1), 0, List.of(new Sentence(text, true)), false);
  }
}
