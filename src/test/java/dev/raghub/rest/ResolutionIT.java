package dev.raghub.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.raghub.GatewayServers;
import dev.raghub.Superuser;
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

/// A person says who is who, and takes it back.
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
class ResolutionIT {
  private static final String PATH = "/v1/admin/graph";
  private static final Map<String, String> SEVEN = Map.of("key", "seven");

  @TestHTTPResource URI gateway;

  private Client admin;
  private Optional<String> workspace;

  @BeforeEach
  void putSomeDocuments() {
    admin = Client.admin(gateway);
    workspace =
        Optional.of(admin.workspace("resolve-" + UUID.randomUUID().toString().substring(0, 8)));
    put("seven", "Northwind Traders", "It sells spices.");
    put("note", "A note", "Everybody here says big spice when they speak of the shop.");
    put("memo", "A memo", "We waited for Spice House Ltd in vain. Then came Spice House Limited.");
  }

  @Test
  void givesARowAnotherNameUntilThatIsTakenBack() {
    assertThat(namedBy("Where is Big Spice?")).isEmpty();

    JsonNode said = merged(Map.of("name", "Big Spice"), SEVEN);

    assertThat(said.get("kind").asText()).isEqualTo("alias");
    assertThat(said.get("by").asText()).startsWith("rh_");
    assertThat(namedBy("Where is Big Spice?")).contains("seven");
    JsonNode shown = entity("key=seven");
    assertThat(origins(shown)).contains("northwind traders document", "big spice person");
    assertThat(shown.at("/merges/0/id")).isEqualTo(said.get("id"));
    assertThat(entity("name=big%20spice").at("/aliases/0/other/key").asText()).isEqualTo("seven");

    assertThat(delete(said).status()).isEqualTo(204);
    assertThat(namedBy("Where is Big Spice?")).isEmpty();
    assertThat(origins(entity("key=seven"))).doesNotContain("big spice person");
    assertThat(delete(said).code()).isEqualTo("not-found");
  }

  @Test
  void remembersTheNameOfADocumentThatGoesAndComesBack() {
    merged(Map.of("name", "Big Spice"), SEVEN);

    admin.delete("/v1/documents/seven", workspace);
    assertThat(namedBy("Where is Big Spice?")).isEmpty();
    put("seven", "Northwind", "Another text.");

    assertThat(namedBy("Where is Big Spice?")).contains("seven");
  }

  @Test
  void makesTwoNamesOne() {
    merged(Map.of("name", "Spicy People"), Map.of("name", "Northwind Traders"));

    assertThat(namedBy("Who are the Spicy People?")).contains("seven");
  }

  @Test
  void refusesWhatWasSaidAlreadyAndWhatGoesInACircle() {
    Map<String, String> traders = Map.of("name", "Northwind Traders");
    Map<String, String> limited = Map.of("name", "Spice House Limited");
    merged(limited, traders);

    assertThat(merge(limited, traders).code()).isEqualTo("already-merged");
    assertThat(merge(limited, Map.of("name", "Spice House Ltd")).code())
        .isEqualTo("already-merged");
    assertThat(merge(traders, limited).code()).isEqualTo("merge-cycle");
    merged(traders, Map.of("name", "Spice House Ltd"));
    assertThat(merge(Map.of("name", "Spice House Ltd"), limited).code()).isEqualTo("merge-cycle");
    assertThat(admin.get(PATH + "/merges", workspace).json()).hasSize(2);
  }

  @Test
  void suggestsWhatLooksAlikeAndFollowsNoneOfIt() {
    JsonNode found = admin.get(PATH + "/suggestions", workspace).json();

    List<String> pairs = new ArrayList<>();
    found
        .get("suggestions")
        .forEach(pair -> pairs.add(pair.get("name").asText() + " | " + pair.get("other").asText()));
    assertThat(pairs).contains("spice house limited | spice house ltd");
    assertThat(found.get("complete").asBoolean()).isTrue();
    assertThat(admin.get(PATH + "/merges", workspace).json()).isEmpty();

    merged(Map.of("name", "Spice House Limited"), Map.of("name", "Spice House Ltd"));
    assertThat(admin.get(PATH + "/suggestions", workspace).body())
        .doesNotContain("spice house limited");
  }

  @Test
  void takesBackNothingOfAnotherWorkspace() {
    JsonNode said = merged(Map.of("name", "Big Spice"), SEVEN);
    String other = admin.workspace("resolve-b-" + UUID.randomUUID().toString().substring(0, 8));

    Answer refused = admin.delete(PATH + "/merges/" + said.get("id").asText(), Optional.of(other));

    assertThat(refused.code()).isEqualTo("not-found");
    assertThat(admin.get(PATH + "/merges", Optional.of(other)).json()).isEmpty();
    assertThat(admin.get(PATH + "/merges", workspace).json()).hasSize(1);
  }

  @Test
  void refusesMoreThanTenThousandDecisions() {
    Superuser.execute(
        """
        INSERT INTO resolution SELECT '%s', gen_random_uuid(), n, '', 'n' || n, -n, '', 'm' || n, 'rh_test', now()
        FROM generate_series(1, 9999) n
        """
            .formatted(workspace.orElseThrow()));

    merged(Map.of("name", "Big Spice"), SEVEN);

    assertThat(merge(Map.of("name", "Small Spice"), SEVEN).code()).isEqualTo("invalid-request");
  }

  private JsonNode merged(Map<String, String> entity, Map<String, String> into) {
    Answer answer = merge(entity, into);
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return answer.json();
  }

  private Answer merge(Map<String, String> entity, Map<String, String> into) {
    return admin.post(
        PATH + "/merges", workspace, Client.text(Map.of("entity", entity, "into", into)));
  }

  private Answer delete(JsonNode said) {
    return admin.delete(PATH + "/merges/" + said.get("id").asText(), workspace);
  }

  private JsonNode entity(String query) {
    return admin.get(PATH + "/entity?" + query, workspace).json();
  }

  private static List<String> origins(JsonNode entity) {
    List<String> origins = new ArrayList<>();
    entity
        .get("aliases")
        .forEach(
            alias ->
                origins.add(alias.at("/other/name").asText() + " " + alias.get("origin").asText()));
    return origins;
  }

  /// The documents that are said to be named by a question.
  private List<String> namedBy(String question) {
    JsonNode found =
        admin.post(PATH + "/explain", workspace, Client.text(Map.of("question", question))).json();
    List<String> named = new ArrayList<>();
    for (JsonNode passage : found.get("passages")) {
      if (passage.at("/explanation/parts/named").asDouble() > 0) {
        named.add(passage.at("/citation/key").asText());
      }
    }
    return named;
  }

  private void put(String key, String title, String text) {
    Answer answer =
        admin.put(
            "/v1/documents/" + key,
            workspace,
            Client.text(Map.of("title", title, "text", text, "names", List.of(title))));
    assertThat(answer.status()).as(answer.body()).isIn(200, 201);
  }
}
