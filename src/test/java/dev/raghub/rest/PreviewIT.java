package dev.raghub.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.raghub.GatewayServers;
import dev.raghub.Superuser;
import dev.raghub.rest.Client.Answer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a row or document would change is shown, and nothing is written.
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
class PreviewIT {
  @TestHTTPResource URI gateway;

  private Inspected graph;

  @BeforeEach
  void putSomeDocuments() {
    graph = Inspected.fresh(Client.admin(gateway));
    graph.put("minka", "Minka Blum", "She lives in Ghent.");
    graph.put("log", "A log", "we went to silent bay with karl ros yesterday.");
  }

  @Test
  void writesNothing() {
    List<String> before = dump();

    previewed("bay", "Silent Bay", "Minka Blum was here.");
    previewed("minka", "Minka Rose", "Another text.");

    assertThat(dump()).isEqualTo(before);
  }

  @Test
  void showsWhatANewDocumentBringsAlsoToTheTextsOfOthers() {
    JsonNode seen = previewed("bay", "Silent Bay", "Minka Blum was here.");

    assertThat(seen.get("outcome").asText()).isEqualTo("created");
    assertThat(keys(seen, "chunks", "added")).containsExactly("documents:bay#0");
    assertThat(keys(seen, "entities", "added")).contains("documents:bay", "silent bay");
    assertThat(keys(seen, "entities", "added")).doesNotContain("minka blum", "documents:log");
    assertThat(keys(seen, "relations", "added"))
        .contains(
            "documents:bay -> silent bay",
            "documents:bay -> minka blum (gazetteer)",
            "documents:log -> silent bay (gazetteer)");
    assertThat(seen.get("items").asInt()).isEqualTo(2);
    assertThat(seen.at("/entities/removed/count").asInt()).isZero();
    assertThat(seen.get("complete").asBoolean()).isTrue();
  }

  @Test
  void showsWhatAChangeTakesAway() {
    graph.put("bay", "Silent Bay", "Minka Blum was here.");

    JsonNode seen = previewed("bay", "Loud Bay", "Nobody was here.");

    assertThat(seen.get("outcome").asText()).isEqualTo("changed");
    assertThat(keys(seen, "chunks", "changed")).containsExactly("documents:bay#0");
    assertThat(keys(seen, "entities", "changed")).containsExactly("documents:bay");
    assertThat(keys(seen, "entities", "added")).contains("loud bay");
    assertThat(keys(seen, "entities", "removed")).contains("silent bay");
    assertThat(keys(seen, "relations", "removed"))
        .contains(
            "documents:bay -> minka blum (gazetteer)", "documents:log -> silent bay (gazetteer)");
  }

  @Test
  void tellsInAdvanceWhatThenHappens() {
    long before = entities();
    JsonNode seen = previewed("minka", "Minka Rose", "She met Leo Maloney.");

    graph.put("minka", "Minka Rose", "She met Leo Maloney.");

    assertThat(entities() - before)
        .isEqualTo(
            seen.at("/entities/added/count").asLong()
                - seen.at("/entities/removed/count").asLong());
    JsonNode again = previewed("minka", "Minka Rose", "She met Leo Maloney.");
    assertThat(again.get("outcome").asText()).isEqualTo("unchanged");
    assertThat(again.at("/relations/added/count").asInt()).isZero();
  }

  @Test
  void readsARowAgainWithOtherValuesOrFindsThatItIsGone() throws IOException {
    map("(1, 'Red Beacon', 'Minka Blum'), (2, 'Blue Beacon', 'Karl Ros')");
    Runs.of(graph.admin(), graph.workspace().orElseThrow()).ingest("{}");
    map("(1, 'Red Beacon', 'Minka Blum')");
    List<String> before = dump();

    assertThat(row("1", Map.of()).get("outcome").asText()).isEqualTo("unchanged");
    JsonNode changed = row("1", Map.of("keeper", "Leo Maloney"));
    assertThat(changed.get("outcome").asText()).isEqualTo("changed");
    assertThat(changed.at("/chunks/changed/first/0/value").asText()).contains("Leo Maloney");
    JsonNode gone = row("2", Map.of());
    assertThat(gone.get("outcome").asText()).isEqualTo("deleted");
    assertThat(keys(gone, "entities", "removed")).contains("beacon:2", "blue beacon");
    assertThat(row("3", Map.of()).get("outcome").asText()).isEqualTo("absent");
    assertThat(
            graph
                .post(
                    "/preview",
                    Map.of("source", "beacon", "key", "1", "values", Map.of("colour", "red")))
                .code())
        .isEqualTo("invalid-request");
    assertThat(dump()).isEqualTo(before);
  }

  private JsonNode previewed(String key, String title, String text) {
    Map<String, Object> document = Map.of("title", title, "text", text, "names", List.of(title));
    return answered(graph.post("/preview", Map.of("key", key, "document", document)));
  }

  private JsonNode row(String key, Map<String, String> values) {
    return answered(
        graph.post("/preview", Map.of("source", "beacon", "key", key, "values", values)));
  }

  private static JsonNode answered(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json();
  }

  private static List<String> keys(JsonNode seen, String part, String list) {
    List<String> keys = new ArrayList<>();
    seen.at("/" + part + "/" + list + "/first").forEach(line -> keys.add(line.get("key").asText()));
    return keys;
  }

  private long entities() {
    return Superuser.strings(
            "SELECT id::text FROM entity WHERE workspace = ?", graph.workspace().orElseThrow())
        .size();
  }

  private List<String> dump() {
    List<String> dump = new ArrayList<>();
    for (String table : Superuser.tablesOfWorkspaces()) {
      Superuser.strings(
              "SELECT to_jsonb(t)::text FROM %s t WHERE workspace = ? ORDER BY 1".formatted(table),
              graph.workspace().orElseThrow())
          .forEach(row -> dump.add(table + " " + row));
    }
    return dump;
  }

  private void map(String rows) throws IOException {
    String workspace = graph.workspace().orElseThrow();
    Path mappings = Files.createDirectories(Path.of(Client.setting("raghub.ingest.mappings")));
    System.setProperty("PREVIEW_USER", Client.setting("raghub.test.superuser"));
    System.setProperty("PREVIEW_PASSWORD", Client.setting("raghub.test.superuser-password"));
    Files.writeString(
        mappings.resolve(workspace + ".yaml"),
        """
        workspace: %s
        database:
          url: %s
          user: ${PREVIEW_USER}
          password: ${PREVIEW_PASSWORD}
        sources:
          - name: beacon
            query: SELECT * FROM (VALUES %s) AS beacon (id, title, keeper)
            key: [id]
            title: [title]
            columns: [title, keeper]
        """
            .formatted(workspace, Client.database("postgres"), rows));
  }
}
