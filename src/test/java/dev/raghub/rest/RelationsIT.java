package dev.raghub.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.raghub.GatewayServers;
import dev.raghub.rest.Client.Answer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A person pins and hides relations, and takes that back.
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
class RelationsIT {
  private static final String IDA_TO_LEO = "?fromName=Ida%20Blom&toName=Leo%20Maloney&k=5";

  @TestHTTPResource URI gateway;

  private Inspected graph;

  @BeforeEach
  void putSomeDocuments() {
    graph = Inspected.fresh(Client.admin(gateway));
    graph.put("one", "First note", "Ida Blom met Leo Maloney.");
    graph.put("two", "Second note", "Ida Blom knows Leo Maloney.");
  }

  @Test
  void leavesAHiddenRelationOutOfEverythingUnlessAskedFor() {
    JsonNode said = decided("hide", "one", "Leo Maloney");

    assertThat(over("")).containsExactly("two");
    assertThat(over("&hidden=true")).containsExactlyInAnyOrder("one", "two");
    assertThat(graph.all("/provenance?fromName=Ida%20Blom&toName=Leo%20Maloney", "provenance", 1))
        .hasSize(1);
    JsonNode hidden =
        graph.get("/provenance?fromKey=one&toName=Leo%20Maloney&hidden=true").at("/provenance/0");
    assertThat(hidden.at("/to/decision").asText()).isEqualTo("hide");
    assertThat(graph.all("/neighbours?key=one", "neighbours", 9))
        .extracting(each -> Inspected.called(each.at("/entity/entity")))
        .contains("ida blom")
        .doesNotContain("leo maloney");

    assertThat(undo(said).status()).isEqualTo(204);
    assertThat(over("")).containsExactlyInAnyOrder("one", "two");
    assertThat(undo(said).code()).isEqualTo("not-found");
  }

  @Test
  void keepsADecisionWhileTheDocumentIsGoneAndReadAnew() {
    decided("hide", "one", "Leo Maloney");

    graph.put("one", "First note", "Ida Blom met Leo Maloney again.");
    assertThat(over("")).containsExactly("two");
    graph.admin().delete("/v1/documents/one", graph.workspace());
    graph.put("one", "First note", "Leo Maloney met Ida Blom once more.");

    assertThat(over("")).containsExactly("two");
  }

  @Test
  void prefersAPinnedRelationAmongWaysThatAreEquallyLong() {
    for (String key : List.of("one", "two")) {
      JsonNode said = decided("pin", key, "Leo Maloney");

      assertThat(over("").getFirst()).isEqualTo(key);
      assertThat(graph.get("/paths" + IDA_TO_LEO).at("/paths/0/steps/0/over/to/decision").asText())
          .isEqualTo("pin");
      undo(said);
    }
  }

  @Test
  void raisesTheRevisionSoThatKeptAnswersAreMadeAnew() {
    long before = graph.get("/statistics").get("revision").asLong();

    JsonNode said = decided("hide", "one", "Leo Maloney");
    long after = graph.get("/statistics").get("revision").asLong();
    undo(said);

    assertThat(after).isGreaterThan(before);
    assertThat(graph.get("/statistics").get("revision").asLong()).isGreaterThan(after);
  }

  @Test
  void hidesWhatWasMergedIntoAnEntityWithIt() {
    decided("hide", "one", "Ida Blom");
    graph.post(
        "/merges",
        Map.of("entity", Map.of("name", "Ida Blom"), "into", Map.of("name", "Leo Maloney")));

    assertThat(graph.all("/neighbours?key=one", "neighbours", 9))
        .extracting(each -> Inspected.called(each.at("/entity/entity")))
        .doesNotContain("leo maloney");
  }

  @Test
  void listsDecisionsAndRefusesASecondOneOnARelation() {
    decided("hide", "one", "Leo Maloney");
    decided("pin", "one", "Ida Blom");
    decided("pin", "two", "Ida Blom");

    assertThat(decide("pin", "one", "Leo Maloney").code()).isEqualTo("conflict");
    assertThat(graph.all("/relations", "relations", 2))
        .extracting(each -> each.get("decision").asText())
        .containsExactlyInAnyOrder("hide", "pin", "pin");
  }

  @Test
  void takesBackNothingOfAnotherWorkspace() {
    JsonNode said = decided("hide", "one", "Leo Maloney");
    String other = "inspect-b-" + UUID.randomUUID().toString().substring(0, 8);
    graph.admin().workspace(other);

    Answer refused =
        graph
            .admin()
            .delete(Inspected.PATH + "/relations/" + said.get("id").asText(), Optional.of(other));

    assertThat(refused.code()).isEqualTo("not-found");
    assertThat(graph.all("/relations", "relations", 9)).hasSize(1);
  }

  private List<String> over(String more) {
    return graph.get("/paths" + IDA_TO_LEO + "&steps=1" + more).findValues("over").stream()
        .map(over -> over.get("key").asText())
        .toList();
  }

  private JsonNode decided(String decision, String key, String name) {
    Answer answer = decide(decision, key, name);
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return answer.json();
  }

  private Answer decide(String decision, String key, String name) {
    return graph.post(
        "/relations",
        Map.of("decision", decision, "row", Map.of("key", key), "entity", Map.of("name", name)));
  }

  private Answer undo(JsonNode said) {
    return graph
        .admin()
        .delete(Inspected.PATH + "/relations/" + said.get("id").asText(), graph.workspace());
  }
}
