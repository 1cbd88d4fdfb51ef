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
import org.junit.jupiter.api.Test;

class SoughtNamesTest {
  private static final long BANK = Words.hash("bank");
  private static final long OF = Words.hash("of");
  private static final long GHENT = Words.hash("ghent");

  @Test
  void anchorsANameAtTheTwoWordsThatTheFewestTextsHave() {
    assertThat(names("bank of ghent").anchors(Map.of(BANK, 7, OF, 50, GHENT, 2)))
        .containsExactly(new Anchors(GHENT, BANK));
  }

  @Test
  void anchorsANameOfOneWordAtIt() {
    assertThat(names("ghent").anchors(Map.of(GHENT, 2))).containsExactly(new Anchors(GHENT, GHENT));
  }

  @Test
  void seeksNoNameOfWhichAWordIsInNoText() {
    assertThat(names("bank of ghent").anchors(Map.of(BANK, 7, OF, 50))).isEmpty();
  }

  @Test
  void tellsTheWordsOfNamesThatHaveNoRareOne() {
    assertThat(names("bank of ghent", "of bank").wordsOfNamesThatAre(Set.of(BANK, OF)))
        .containsExactlyInAnyOrder(BANK, OF);
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
