package dev.raghub.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raghub.corpus.Chunk;
import dev.raghub.corpus.ChunkId;
import dev.raghub.corpus.Sentence;
import dev.raghub.extract.Words;
import dev.raghub.graph.EntityId;
import dev.raghub.graph.PostgresGraphStore.StoredMention;
import dev.raghub.merge.SoughtNames.Anchors;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SoughtNamesTest {
  private static final long BANK_OF = Words.pair("bank", "of");
  private static final long OF_GHENT = Words.pair("of", "ghent");
  private static final long OF_BANK = Words.pair("of", "bank");

  @Test
  void anchorsANameAtTheTwoPairsThatTheFewestTextsHave() {
    SoughtNames names = names("bank of bank of ghent");

    assertThat(names.anchors(Map.of(BANK_OF, 50, OF_BANK, 7, OF_GHENT, 2)))
        .containsExactly(new Anchors(OF_GHENT, OF_BANK));
    assertThat(names.spans()).isEmpty();
  }

  @Test
  void anchorsANameOfTwoWordsAtItsPair() {
    assertThat(names("of ghent").anchors(Map.of(OF_GHENT, 2)))
        .containsExactly(new Anchors(OF_GHENT, OF_GHENT));
  }

  @Test
  void findsANameOfOneWordWhateverStandsBehindIt() {
    assertThat(names("ghent").pairs()).isEmpty();
    assertThat(names("ghent").spans())
        .allMatch(
            word ->
                Stream.of("", "is", "of")
                    .map(next -> Words.pair("ghent", next))
                    .allMatch(pair -> word.first() <= pair && pair <= word.last()))
        .noneMatch(word -> word.first() <= BANK_OF && BANK_OF <= word.last())
        .hasSize(1);
  }

  @Test
  void seeksNoNameOfWhichAPairIsInNoText() {
    assertThat(names("bank of ghent").anchors(Map.of(BANK_OF, 7))).isEmpty();
  }

  @Test
  void tellsThePairsOfNamesThatHaveNoRareOne() {
    assertThat(names("bank of ghent", "of bank").pairsOfNamesThatAre(Set.of(BANK_OF, OF_GHENT)))
        .containsExactlyInAnyOrder(BANK_OF, OF_GHENT);
  }

  @Test
  void findsNamesWithinEachOtherAndOnlyTheseNames() {
    Chunk chunk = said("The Bank of Ghent is no bank of Bruges.");

    assertThat(names("bank of ghent", "ghent").mentions(List.of(chunk)))
        .extracting(StoredMention::entity)
        .containsExactlyInAnyOrder(EntityId.ofName("bank of ghent"), EntityId.ofName("ghent"));
  }

  @Test
  void findsNothingInFields() {
    Chunk chunk =
        new Chunk(new ChunkId(1), 0, List.of(new Sentence("- town: Ghent", false)), false);

    assertThat(names("ghent").mentions(List.of(chunk))).isEmpty();
  }

  @Test
  void findsWhatCanBeNoNameNowhere() {
    assertThat(names("12").mentions(List.of(said("It takes 12.")))).isEmpty();
  }

  private static SoughtNames names(String... names) {
    return new SoughtNames(
        Arrays.stream(names).collect(Collectors.toMap(EntityId::ofName, Function.identity())));
  }

  private static Chunk said(String text) {
    return new Chunk(new ChunkId(1), 0, List.of(new Sentence(text, true)), false);
  }
}
