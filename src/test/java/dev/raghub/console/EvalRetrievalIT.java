package dev.raghub.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.raghub.GatewayServers;
import dev.raghub.rest.Client;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `raghub eval retrieval` on a set of eight passages and three questions, against a real gateway.
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
class EvalRetrievalIT {
  private static final List<String> SYSTEMS = List.of("bm25", "dense", "fusion", "walk", "graph");
  private static final List<String> FIGURES = List.of("r2", "r5", "r10", "all5", "all8");
  private static final List<String> CEILINGS = List.of("300", "500", "800", "1200");

  @TestHTTPResource URI gateway;
  @TempDir Path folder;

  @BeforeEach
  void writeASet() throws IOException {
    Files.writeString(
        folder.resolve("corpus.jsonl"),
        """
        {"id": "p1", "title": "Ostvik lighthouse", "text": "The Ostvik lighthouse was designed by Runa Tveit."}
        {"id": "p2", "title": "Runa Tveit", "text": "Runa Tveit was an engineer who was born in Halden Bay."}
        {"id": "p3", "title": "Halden Bay", "text": "Halden Bay is a fishing village with a school of music."}
        {"id": "p4", "title": "Marrow mill", "text": "The Marrow mill ground rye until 1931."}
        {"id": "p5", "title": "Tollin bridge", "text": "The Tollin bridge carries trams and has nine arches."}
        {"id": "p6", "title": "Kesk market", "text": "The Kesk market sells herring on Fridays."}
        {"id": "p7", "title": "Brandt orchard", "text": "The Brandt orchard grows plums and pears."}
        {"id": "p8", "title": "Sorel tunnel", "text": "The Sorel tunnel floods each spring."}
        """);
    Files.writeString(
        folder.resolve("queries.jsonl"),
        """
        {"id": "q1", "question": "Where was the designer of the Ostvik lighthouse born?", "answer": "Halden Bay", "gold": ["p1", "p2"]}
        {"id": "q2", "question": "Until when did the Marrow mill grind rye?", "answer": "1931", "gold": ["p4"]}
        {"id": "q3", "question": "Does the Tollin bridge carry trams?", "answer": "yes", "gold": ["p5"]}
        """);
  }

  @Test
  void measuresASetOfOnesOwn() throws IOException {
    JsonNode first = report();

    assertThat(KeyTree.of(first).stream().filter(key -> !key.contains("ms_by_stage")))
        .containsExactlyElementsOf(keys());
    assertThat(first.get("questions").asInt()).isEqualTo(3);
    assertThat(first.get("passages").asInt()).isEqualTo(8);
    JsonNode graph = first.at("/systems/graph");
    assertThat(graph.get("r5").asDouble()).isEqualTo(100);
    assertThat(graph.get("found").asDouble()).isEqualTo(100);
    assertThat(graph.at("/answer_in_block/300").asDouble()).isEqualTo(100);
    assertThat(graph.at("/block_tokens/300").asDouble()).isBetween(50.0, 300.0);
    assertThat(graph.at("/ms/p50").asDouble()).isPositive();
    assertThat(graph.at("/ms_by_stage").properties()).isNotEmpty();

    assertThat(withoutTimes(report())).isEqualTo(withoutTimes(first));
  }

  @Test
  void refusesAFolderThatIsNoSet() throws IOException {
    Files.writeString(folder.resolve("queries.jsonl"), "{\"id\": 1}\n");
    StringWriter err = new StringWriter();

    assertThat(run(new StringWriter(), err)).isEqualTo(2);
    assertThat(err.toString()).contains("queries.jsonl, line 1: 'gold' is missing or empty");
  }

  private JsonNode report() throws IOException {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    assertThat(run(out, err)).as(err.toString()).isZero();
    return Client.JSON.readTree(out.toString());
  }

  private int run(StringWriter out, StringWriter err) {
    return Main.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(
            "eval",
            "retrieval",
            folder.toString(),
            "--json",
            "--url",
            gateway.toString(),
            "--key",
            Client.admin(gateway).key());
  }

  private static List<String> keys() {
    List<String> keys = new ArrayList<>(List.of("set", "questions", "passages", "triples"));
    for (String system : SYSTEMS) {
      List<String> figures =
          system.equals("graph")
              ? Stream.concat(FIGURES.stream(), Stream.of("found", "answered")).toList()
              : FIGURES;
      List<String> below = new ArrayList<>(figures);
      for (String group : List.of("answer_in_block", "supporting_in_block", "block_tokens")) {
        CEILINGS.forEach(ceiling -> below.add(group + "." + ceiling));
      }
      figures.forEach(figure -> below.add("interval95." + figure));
      List.of("p50", "p95", "p99").forEach(share -> below.add("ms." + share));
      below.forEach(key -> keys.add("systems." + system + "." + key));
    }
    return keys;
  }

  private static JsonNode withoutTimes(JsonNode report) {
    report
        .get("systems")
        .forEach(system -> ((ObjectNode) system).remove(List.of("ms", "ms_by_stage")));
    return report;
  }
}
