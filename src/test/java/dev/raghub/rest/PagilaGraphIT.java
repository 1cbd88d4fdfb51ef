package dev.raghub.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.raghub.GatewayServers;
import dev.raghub.TestPostgres;
import dev.raghub.TestWorkspaces;
import dev.raghub.document.RowDocuments;
import dev.raghub.eval.PostgresScript;
import dev.raghub.ingest.Preparation;
import dev.raghub.merge.PostgresMerge;
import dev.raghub.source.DatabaseAddress;
import dev.raghub.source.Draft;
import dev.raghub.source.PostgresReader;
import dev.raghub.source.PostgresSource;
import dev.raghub.source.SchemaDraft;
import dev.raghub.source.SourceMapping;
import dev.raghub.source.SourceRow;
import dev.raghub.workspace.PostgresWorkspaces;
import dev.raghub.workspace.Workspace;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Ways through a database that many people know, down to row and sentence. Needs its dump beside
/// the project, in `../shared/data/sql`; what it found is in target/graph.
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
class PagilaGraphIT {
  private static final Path DUMP = Path.of("../shared/data/sql/pagila_neon.sql");
  private static final Set<String> LEFT_OUT = Set.of("payment", "rental", "inventory");
  private static final int BATCH = 200;

  @TestHTTPResource URI gateway;

  @Inject PostgresWorkspaces workspaces;
  @Inject PostgresMerge merge;
  @Inject Preparation preparation;

  @Test
  void findsTheWaysBetweenRowsAndSaysWhichRowAndSentenceEachStepRestsOn() throws Exception {
    assumeTrue(Files.exists(DUMP), "needs " + DUMP + ", which is not part of the repository");
    Workspace workspace = TestWorkspaces.fresh(workspaces, "pagila");
    String url = TestPostgres.freshDatabase();
    PostgresScript.run(url, DUMP);
    read(workspace, url);
    Inspected graph = new Inspected(Client.admin(gateway), Optional.of(workspace.id().value()));

    String ends = "?fromSource=actor&fromKey=1&toSource=actor&toKey=2";
    JsonNode found = graph.get("/paths" + ends + "&k=5&steps=3");
    report(graph, found);

    assertThat(found.get("complete").asBoolean()).isTrue();
    assertThat(found.get("paths")).hasSize(5);
    for (JsonNode way : found.get("paths")) {
      for (JsonNode step : way.get("steps")) {
        JsonNode over = step.get("over");
        assertThat(over.get("table").asText()).contains(over.get("source").asText());
        assertThat(over.get("version").asInt()).isEqualTo(1);
        assertThat(speaks(over.get("from"))).isTrue();
        assertThat(speaks(over.get("to"))).isTrue();
      }
    }
  }

  private static boolean speaks(JsonNode end) {
    return end.get("is").asBoolean()
        || !end.get("bears").isEmpty()
        || !end.get("sentences").isEmpty();
  }

  private void read(Workspace workspace, String url) throws IOException {
    DatabaseAddress address = DatabaseAddress.of(url);
    try (PostgresSource source = PostgresSource.connect(address)) {
      Draft draft = SchemaDraft.draft(source.sampledCatalog(), workspace.id().value(), address);
      Path mappings = Files.createDirectories(Path.of(Client.setting("raghub.ingest.mappings")));
      Files.writeString(mappings.resolve(workspace.id().value() + ".yaml"), draft.yaml());
      PostgresReader reader = source.reader(draft.mapping());
      for (SourceMapping each : draft.mapping().sources()) {
        if (!LEFT_OUT.contains(each.name())) {
          RowDocuments documents = new RowDocuments(each);
          reader.read(
              each,
              BATCH,
              batch ->
                  merge.merge(
                      workspace,
                      batch.stream()
                          .map(row -> preparation.prepare(documents.document((SourceRow) row)))
                          .toList(),
                      OptionalLong.empty()));
        }
      }
    }
  }

  private static void report(Inspected graph, JsonNode found) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("statistics: " + graph.get("/statistics"));
    lines.add("degrees: " + graph.get("/degrees"));
    for (String measure : List.of("pagerank", "betweenness")) {
      JsonNode central = graph.get("/centrality?limit=5&measure=" + measure);
      central
          .get("entities")
          .forEach(
              each ->
                  lines.add(
                      "%s %.5f %s"
                          .formatted(
                              measure,
                              each.get("score").asDouble(),
                              Inspected.called(each.at("/entity/entity")))));
    }
    found.get("paths").forEach(way -> lines.addAll(lines(way)));
    lines.add(
        graph
            .get("/provenance?fromSource=film&fromKey=1&toSource=actor&toKey=1&limit=1")
            .toPrettyString());
    Files.createDirectories(Path.of("target/graph"));
    Files.write(Path.of("target/graph/pagila.txt"), lines);
  }

  private static List<String> lines(JsonNode way) {
    List<String> lines = new ArrayList<>();
    lines.add(Inspected.called(way.at("/steps/0/from/entity")));
    for (JsonNode step : way.get("steps")) {
      JsonNode over = step.get("over");
      lines.add(
          "  over %s %s v%s: %s"
              .formatted(
                  over.get("table").asText(),
                  over.get("key").asText(),
                  over.get("version").asText(),
                  over.get("title").asText()));
      for (String end : List.of("from", "to")) {
        for (JsonNode said : over.at("/" + end + "/sentences")) {
          lines.add(
              "    %s %s sentence %d: %s"
                  .formatted(
                      end,
                      said.get("rules"),
                      said.get("sentence").asInt(),
                      said.get("text").asText()));
        }
      }
      lines.add(Inspected.called(step.at("/to/entity")));
    }
    return lines;
  }
}
