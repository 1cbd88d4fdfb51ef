package dev.raghub.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.raghub.GatewayServers;
import dev.raghub.rest.Client.Answer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a caller is told of why a passage stands where it stands, and of the graph behind it.
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
class ExplainIT {
  private static final String QUESTION = "Where was the director of Dark River born?";
  private static final double PRECISION = 1e-9;

  @TestHTTPResource URI gateway;

  private Client admin;
  private Optional<String> workspace;

  @BeforeEach
  void putTwoDocumentsOfWhichOneNamesTheOther() {
    admin = Client.admin(gateway);
    workspace =
        Optional.of(admin.workspace("explain-" + UUID.randomUUID().toString().substring(0, 8)));
    put("dark", "Dark River", "Dark River is a film. Its director is Clio Barnard.");
    put("clio", "Clio Barnard", "She was born in Santa Barbara, far from the sea.");
    put("cat", "Office cat", "The cat sleeps in the server room.");
  }

  @Test
  void saysWhatEachLegSaid() {
    JsonNode passages = explained("graph");

    for (JsonNode passage : passages) {
      List<String> legs = new ArrayList<>();
      for (JsonNode leg : passage.get("legs")) {
        legs.add(leg.get("name").asText());
        assertThat(leg.get("rank").asInt()).isBetween(1, 3);
        assertThat(leg.get("score").isNumber()).isTrue();
      }
      assertThat(legs).doesNotHaveDuplicates().contains("dense").isSubsetOf("bm25", "dense");
    }
    assertThat(of(passages, "dark").at("/legs/0/name").asText()).isEqualTo("bm25");
    assertThat(of(passages, "dark").at("/legs/0/rank").asInt()).isEqualTo(1);
  }

  @Test
  void saysWhatTheScoreIsMadeOf() {
    JsonNode passages = explained("graph");

    assertThat(passages).hasSize(3);
    for (JsonNode passage : passages) {
      JsonNode parts = passage.at("/explanation/parts");
      double sum =
          part(parts, "dense")
              + part(parts, "lexical") / 2
              + part(parts, "named")
              + part(parts, "asked") / 2
              + part(parts, "hop")
              + 0.3 * part(parts, "walk")
              - part(parts, "repeated");
      assertThat(passage.get("score").asDouble()).isCloseTo(sum, within(PRECISION));
    }
  }

  @Test
  void saysWhichNamesAndTermsOfTheQuestionAPassageHas() {
    JsonNode dark = of(explained("graph"), "dark").get("explanation");

    assertThat(dark.get("names")).extracting(JsonNode::asText).containsExactly("dark river");
    assertThat(dark.get("terms"))
        .extracting(JsonNode::asText)
        .contains("dark", "river", "director")
        .doesNotContain("born");
    assertThat(part(dark.get("parts"), "named")).isEqualTo(1);
  }

  @Test
  void saysOverWhichSentenceThePassageWasReached() {
    JsonNode hops = of(explained("graph"), "clio").at("/explanation/hops");

    JsonNode last = hops.get(hops.size() - 1);
    assertThat(last.get("from").asText()).isEqualTo("documents:dark");
    assertThat(last.get("over").asText()).isEqualTo("clio barnard");
    assertThat(last.get("kind").asText()).isEqualTo("names");
    assertThat(last.get("speaker").asText()).isEqualTo("documents:dark");
    assertThat(last.get("sentence").asInt()).as("from 1").isEqualTo(2);
    assertThat(last.get("to").asText()).isEqualTo("documents:clio");
    assertThat(last.get("relevance").asDouble()).isBetween(0.0, 1.0);
    assertThat(last.get("residual").asDouble()).isBetween(0.0, 1.0);
  }

  @Test
  void saysTheWayOfTheWalkFromItsSeed() {
    JsonNode passages = explained("graph");

    JsonNode way = of(passages, "dark").at("/explanation/walk");
    assertThat(way).extracting(JsonNode::asText).containsExactly("dark river", "documents:dark");
    JsonNode further = of(passages, "clio").at("/explanation/walk");
    assertThat(further.get(further.size() - 1).asText()).isEqualTo("documents:clio");
    assertThat(of(passages, "cat").at("/explanation/walk")).as("not reached").isEmpty();
  }

  @Test
  void explainsOnlyWhenAskedAndOnlyWhatTheGraphRanked() {
    JsonNode unasked = retrieve(Map.of("question", QUESTION)).get("passages");
    JsonNode fused = explained("fusion");

    assertThat(unasked).hasSize(3).noneMatch(each -> each.hasNonNull("legs"));
    assertThat(unasked).noneMatch(each -> each.hasNonNull("explanation"));
    assertThat(fused).hasSize(3).allMatch(each -> each.get("legs").size() > 0);
    assertThat(fused).noneMatch(each -> each.hasNonNull("explanation"));
  }

  @Test
  void tellsAnAdministratorTheSame() {
    Answer asked =
        admin.post("/v1/admin/graph/explain", workspace, Client.text(Map.of("question", QUESTION)));

    assertThat(asked.status()).isEqualTo(200);
    assertThat(asked.json().get("passages")).isEqualTo(explained("graph"));
  }

  /// Three rows; their names, `santa barbara`, and what else is written as names are.
  @Test
  void countsTheGraph() {
    JsonNode counted = admin.get("/v1/admin/graph/statistics", workspace).json();

    assertThat(counted.get("passages").asInt()).isEqualTo(3);
    assertThat(counted.get("rows").asInt()).isEqualTo(3);
    assertThat(counted.get("names").asInt()).isEqualTo(4);
    assertThat(counted.get("components").asInt()).isEqualTo(2);
    assertThat(counted.get("hubs").asInt()).isZero();
    assertThat(counted.get("bytes").asLong()).isPositive();
  }

  @Test
  void countsWhatWasWrittenJustBefore() {
    JsonNode before = admin.get("/v1/admin/graph/statistics", workspace).json();
    put("dog", "Office dog", "The dog barks.");

    JsonNode counted = admin.get("/v1/admin/graph/statistics", workspace).json();

    assertThat(counted.get("passages").asInt()).isEqualTo(4);
    assertThat(counted.get("revision").asLong()).isGreaterThan(before.get("revision").asLong());
  }

  @Test
  void exportsInEveryFormatWithItsMediaType() {
    Map<String, String> types =
        Map.of(
            "graphml", "application/graphml+xml",
            "gexf", "application/gexf+xml",
            "json", "application/json",
            "csv", "text/csv");

    types.forEach(
        (format, type) -> {
          Answer exported = admin.get("/v1/admin/graph/export?format=" + format, workspace);
          assertThat(exported.status()).isEqualTo(200);
          assertThat(exported.header("Content-Type")).startsWith(type);
          assertThat(exported.body()).contains("documents:dark#0", "clio barnard", "Office cat");
        });
    assertThat(admin.get("/v1/admin/graph/export", workspace).header("Content-Type"))
        .startsWith(types.get("graphml"));
  }

  @Test
  void exportsOnlyWhatLiesAroundADocument() {
    String path = "/v1/admin/graph/export?format=json&key=dark";

    JsonNode around = admin.get(path, workspace).json();
    JsonNode near = admin.get(path + "&depth=1", workspace).json();
    JsonNode few = admin.get(path + "&limit=2", workspace).json();

    assertThat(around.toString()).contains("documents:dark#0").doesNotContain("Office cat");
    assertThat(near.get("nodes")).hasSize(2);
    assertThat(few.get("nodes")).hasSize(2);
  }

  private JsonNode explained(String ranking) {
    return retrieve(Map.of("question", QUESTION, "explain", true, "ranking", ranking))
        .get("passages");
  }

  private JsonNode retrieve(Map<String, Object> request) {
    Answer answer = admin.post("/v1/retrieve", workspace, Client.text(request));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().get("missedLegs")).isEmpty();
    return answer.json();
  }

  private static JsonNode of(JsonNode passages, String key) {
    for (JsonNode passage : passages) {
      if (passage.at("/citation/key").asText().equals(key)) {
        return passage;
      }
    }
    throw new AssertionError("no passage of " + key + " in " + passages);
  }

  private static double part(JsonNode parts, String name) {
    assertThat(parts.get(name).isNumber()).as(name).isTrue();
    return parts.get(name).asDouble();
  }

  private void put(String key, String title, String text) {
    Answer made =
        admin.put(
            "/v1/documents/" + key, workspace, Client.text(Map.of("title", title, "text", text)));
    assertThat(made.status()).isEqualTo(201);
  }
}
