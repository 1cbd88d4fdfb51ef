package dev.raghub.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.raghub.eval.RetrievalSet.SetPassage;
import dev.raghub.eval.Triples.Triple;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TriplesTest {
  private static final List<SetPassage> PASSAGES =
      List.of(
          new SetPassage("p1", "Cat", "Minka naps."),
          new SetPassage("p2", "Cat", "Another cat naps."));
  private static final Triple NAPS = new Triple("Minka", "naps in", "server room");

  @TempDir Path folder;

  @Test
  void findsTheirPassageByTitleAndText() throws IOException {
    Triples triples =
        read(
            """
            {"docs": [
              {"title": "Cat", "text": "Minka naps.", "extracted_triples": [["Minka", "naps in", "server room"]]},
              {"title": "Dog", "text": "Minka naps.", "extracted_triples": [["Rex", "barks", "at cats"]]}]}
            """);

    assertThat(triples).isEqualTo(new Triples(Map.of("p1", List.of(NAPS)), 0, 1));
  }

  /// As HippoRAG writes its documents.
  @Test
  void findsTheirPassageByTitleAndTextInOne() throws IOException {
    Triples triples =
        read(
            """
            {"docs": [{"idx": 1, "passage": "Cat\\nMinka naps.", "extracted_triples": [["Minka", "naps in", "server room"]]}]}
            """);

    assertThat(triples).isEqualTo(new Triples(Map.of("p1", List.of(NAPS)), 0, 0));
  }

  @Test
  void takesNumbersAsPythonWritesThem() throws IOException {
    Triples triples =
        read(
            """
            {"avg_ent_words": NaN, "most": Infinity, "docs": [
              {"title": "Cat", "text": "Minka naps.", "extracted_triples": [["Minka", "naps in", "server room"]]}]}
            """);

    assertThat(triples.byPassage()).isEqualTo(Map.of("p1", List.of(NAPS)));
  }

  @Test
  void leavesOutAndCountsWhatIsNoTriple() throws IOException {
    String longest = "x".repeat(200);
    Triples triples =
        read(
            """
            {"docs": [{"title": "Cat", "text": "Minka naps.", "extracted_triples": [
              ["Minka", "naps"], ["Minka", "naps", "in", "room"], ["Minka", 5, "room"], ["Minka", " ", "room"],
              ["Minka", "naps", null], "Minka naps room", ["%s", "is", "long"], ["%sx", "is", "long"]]}]}
            """
                .formatted(longest, longest));

    assertThat(triples)
        .isEqualTo(new Triples(Map.of("p1", List.of(new Triple(longest, "is", "long"))), 7, 0));
  }

  @Test
  void takesAsManyAsAGatewayTakes() throws IOException {
    String many =
        IntStream.range(0, 1_001)
            .mapToObj("[\"Minka\", \"naps\", \"room %d\"]"::formatted)
            .collect(Collectors.joining(","));

    Triples triples =
        read(
            "{\"docs\": [{\"title\": \"Cat\", \"text\": \"Minka naps.\", \"extracted_triples\": [%s]}]}"
                .formatted(many));

    assertThat(triples.byPassage().get("p1")).hasSize(1_000);
    assertThat(triples.malformed()).isEqualTo(1);
  }

  @Test
  void saysWhereTheFileIsNoJson() {
    checkRefused("{\"docs\": [\n{]}", "triples.json, line 2: not JSON");
  }

  @Test
  void saysThatDocumentsAreMissing() {
    checkRefused("{\"documents\": []}", "triples.json has no list 'docs'");
    checkRefused("{\"docs\": {}}", "triples.json has no list 'docs'");
  }

  @Test
  void saysThatTheFileIsMissing() {
    assertThatExceptionOfType(RaghubException.class)
        .isThrownBy(() -> Triples.read(folder.resolve("none.json"), PASSAGES))
        .satisfies(
            refused ->
                assertThat(refused.reason())
                    .isEqualTo("cannot read " + folder.resolve("none.json")));
  }

  private void checkRefused(String text, String reason) {
    assertThatExceptionOfType(RaghubException.class)
        .isThrownBy(() -> read(text))
        .satisfies(refused -> assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_REQUEST))
        .satisfies(refused -> assertThat(refused.reason()).contains(reason));
  }

  private Triples read(String text) throws IOException {
    return Triples.read(Files.writeString(folder.resolve("triples.json"), text), PASSAGES);
  }
}
