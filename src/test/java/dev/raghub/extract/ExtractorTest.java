package dev.raghub.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raghub.chunk.ChunkLimits;
import dev.raghub.chunk.Chunker;
import dev.raghub.corpus.ChunkId;
import dev.raghub.corpus.ItemId;
import dev.raghub.document.Document;
import dev.raghub.graph.EntityId;
import dev.raghub.source.Link;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExtractorTest {
  private static final int MAX_CHARACTERS = 80;

  private final Chunker chunker = new Chunker(new Limits());
  private final Extractor extractor = new Extractor();

  @ParameterizedTest
  @CsvSource({
    "order, 10248, order 10248",
    "Ticket, TCK1042, ticket tck1042",
    "sales_order, 7, sales order 7"
  })
  void callsANumberedRowByItsTypeAndNumber(String type, String key, String name) {
    assertThat(extract(row(type, key, "- a: b")).aliases())
        .containsOnlyKeys(EntityId.ofName(name))
        .containsValue(name);
  }

  @ParameterizedTest
  @CsvSource({
    "order, '10248,11'",
    "customer, VINET",
    "order, abcde1",
    "order, 1234567890123",
    "o, 1",
    "'', 10248"
  })
  void hasNoSuchNameForARowWhoseKeyIsNoNumber(String type, String key) {
    assertThat(extract(row(type, key, "- a: b")).aliases()).isEmpty();
  }

  @Test
  void callsADocumentByTheFormsOfItsNames() {
    Document document =
        document(List.of("The Kid (1921 film)", "ab"), List.of(), "A film.", List.of());

    assertThat(extract(document).aliases().values())
        .containsExactlyInAnyOrder("the kid 1921 film", "kid 1921 film", "the kid", "kid");
  }

  @Test
  void findsNoNameAcrossTheEndOfASentence() {
    assertThat(
            extract(note("We saw Anna Smith. Bob Jones came. He took vitamin C. The end is Near."))
                .names()
                .values())
        .containsExactlyInAnyOrder("anna smith", "bob jones", "near");
  }

  @Test
  void findsCodesAddressesAndVersions() {
    Extraction found =
        extract(
            note(
                "see TCK-1042 and /v1/lessons;\n\nthen https://a.example/b?c=d) or mail"
                    + " ops@harbor.example,\n\nsince v2.14.1"));

    assertThat(found.mentions())
        .extracting(mention -> mention.rule() + " " + found.names().get(mention.entity()))
        .contains(
            "CODE tck 1042",
            "URL v1 lessons",
            "URL https a example b c d",
            "EMAIL ops harbor example",
            "VERSION v2 14 1");
  }

  @Test
  void readsNoNamesOutOfFields() {
    Document row = row("order", "1", "- ship to: Blue Harbor\n- code: TCK-1042");

    assertThat(extract(row).names().values()).containsExactly("tck 1042");
  }

  /// Two fields may show the same title.
  @Test
  void mentionsALinkedRowWhereItsFieldSaysIt() {
    Document row =
        document(
            List.of(),
            List.of(),
            "- billed to: Vins\n- shipped to: Vins",
            List.of(
                new Link("shipped to", "customers", "V", "Vins"),
                new Link("paid by", "customers", "W", "Vins"),
                new Link("sold by", "employees", "9", "Nobody")));

    assertThat(extract(row).mentions())
        .containsExactly(
            link(row, 1, "customers", "V"),
            link(row, 0, "customers", "W"),
            link(row, 0, "employees", "9"));
  }

  @Test
  void mentionsAFacetWhereItIsSaid() {
    Document row =
        document(List.of(), List.of("Closed Down", "open"), "- a: b\n- is: Closed Down", List.of());

    assertThat(extract(row).mentions())
        .containsExactly(
            new Mention(ChunkId.of(row.id(), 0), 1, EntityId.ofName("closed down"), Rule.FACET),
            new Mention(ChunkId.of(row.id(), 0), 0, EntityId.ofName("open"), Rule.FACET));
  }

  @Test
  void mentionsNothingTwiceAndEachInItsChunk() {
    String line = "Then everybody near the station saw Minka, and Minka saw them too.";
    Document note = note(line + " " + line);

    assertThat(extract(note).mentions())
        .containsExactly(
            new Mention(ChunkId.of(note.id(), 0), 0, EntityId.ofName("minka"), Rule.CAPITALS),
            new Mention(ChunkId.of(note.id(), 1), 0, EntityId.ofName("minka"), Rule.CAPITALS));
  }

  private Extraction extract(Document document) {
    return extractor.extract(document, chunker.chunk(document));
  }

  private static Mention link(Document row, int sentence, String source, String key) {
    return new Mention(
        ChunkId.of(row.id(), 0), sentence, EntityId.ofRow(ItemId.of(source, key)), Rule.LINK);
  }

  private static Document row(String type, String key, String body) {
    return new Document("rows", key, type, "a row", List.of(), List.of(), body, List.of(), false);
  }

  private static Document note(String text) {
    return document(List.of(), List.of(), text, List.of());
  }

  private static Document document(
      List<String> names, List<String> facets, String body, List<Link> links) {
    return new Document("things", "a", "thing", "a title", names, facets, body, links, false);
  }

  private record Limits() implements ChunkLimits {
    @Override
    public int maxCharacters() {
      return MAX_CHARACTERS;
    }

    @Override
    public int maxChunks() {
      return 10;
    }
  }
}
