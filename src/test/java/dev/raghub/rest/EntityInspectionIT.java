package dev.raghub.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.raghub.GatewayServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Entities are found, and say who calls them so and where; whatever the limit, pages hold all.
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
class EntityInspectionIT {
  @TestHTTPResource URI gateway;

  private Inspected graph;

  @BeforeEach
  void putSomeDocuments() {
    graph = Inspected.fresh(Client.admin(gateway));
    graph.put("minka", "Minka Blum", "She lives in Ghent.");
    graph.put("one", "First note", "Minka Blum met Ida Blom. Later Minka Blum left.");
    graph.put("two", "Second note", "Ida Blom wrote to Karl Ros.\n\nNobody read it.");
    graph.put("three", "Third note", "Karl Ros never saw Minka Blum again.");
  }

  @Test
  void findsEntitiesByPrefixInAnyCase() {
    assertThat(titles("/entities?q=MINKA"))
        .containsExactlyInAnyOrder("minka blum name", "Minka Blum row");
    assertThat(titles("/entities?q=minka&type=name")).containsExactly("minka blum name");
    assertThat(titles("/entities?q=blum&match=contains&type=document"))
        .containsExactly("Minka Blum row");
    assertThat(titles("/entities?q=minka%20blum&match=exact&type=document"))
        .containsExactly("Minka Blum row");
    assertThat(titles("/entities?q=nobody%20at%20all")).isEmpty();
    assertThat(titles("/entities?q=%25")).as("no pattern").isEmpty();
  }

  @Test
  void pagesThroughAllEntitiesWithoutDoubles() {
    List<JsonNode> all = graph.all("/entities", "entities", 1_000);

    for (int limit : new int[] {1, 2, 3, all.size(), all.size() + 1}) {
      assertThat(graph.all("/entities", "entities", limit)).isEqualTo(all);
    }
    assertThat(all).hasSizeGreaterThan(8).doesNotHaveDuplicates();
  }

  @Test
  void showsEvidenceDownToRowVersionAndSentence() {
    graph.put("one", "First note", "Minka Blum met Ida Blom. Later Minka Blum left them.");

    JsonNode shown = graph.get("/entity?name=Minka%20Blum&limit=2");

    assertThat(shown.at("/aliases/0/other/key").asText()).isEqualTo("minka");
    List<JsonNode> all = graph.all("/entity/evidence?name=Minka%20Blum", "evidence", 1);
    assertThat(all)
        .extracting(
            each ->
                "%s v%d #%d.%d %s"
                    .formatted(
                        each.get("key").asText(),
                        each.get("version").asInt(),
                        each.get("passage").asInt(),
                        each.get("sentence").asInt(),
                        each.get("text").asText()))
        .containsExactlyInAnyOrder(
            "one v2 #0.0 Minka Blum met Ida Blom.",
            "one v2 #0.1 Later Minka Blum left them.",
            "three v1 #0.0 Karl Ros never saw Minka Blum again.");
    assertThat(all.getFirst().get("rules").toString()).contains("gazetteer");
    assertThat(shown.get("evidence")).hasSize(2);
    assertThat(
            graph
                .get(
                    "/entity/evidence?name=minka%20blum&limit=2&cursor="
                        + shown.get("evidenceNext").asText())
                .get("evidence"))
        .containsExactly(all.get(2));
    assertThat(graph.get("/entity?key=one").at("/row/version").asInt()).isEqualTo(2);
  }

  @Test
  void showsTheEvidenceOfWhatWasMergedIntoIt() {
    graph.post(
        "/merges",
        Map.of("entity", Map.of("name", "Ida Blom"), "into", Map.of("name", "Minka Blum")));

    assertThat(graph.all("/entity/evidence?name=Minka%20Blum", "evidence", 2)).hasSize(4);
    assertThat(graph.all("/entity/evidence?name=Ida%20Blom", "evidence", 2)).hasSize(4);
  }

  @Test
  void pagesThroughTheRowsThatBearAName() {
    IntStream.range(0, 7).forEach(at -> graph.put("wei" + at, "Li Wei", "Text " + at));

    List<JsonNode> bearers = graph.all("/entity/aliases?name=Li%20Wei", "aliases", 3);

    assertThat(bearers)
        .extracting(alias -> alias.at("/other/key").asText())
        .containsExactly("wei0", "wei1", "wei2", "wei3", "wei4", "wei5", "wei6");
    assertThat(graph.all("/entity/aliases?key=wei0", "aliases", 1))
        .extracting(alias -> alias.at("/other/name").asText())
        .containsExactly("document wei0", "li wei");
  }

  @Test
  void showsWhatLiesAroundAnEntityNearestFirst() {
    List<JsonNode> near = graph.all("/neighbours?name=Ida%20Blom&depth=1", "neighbours", 2);
    List<JsonNode> far = graph.all("/neighbours?name=Ida%20Blom&depth=3", "neighbours", 2);

    assertThat(near)
        .extracting(each -> Inspected.called(each.at("/entity/entity")))
        .contains("minka blum", "karl ros", "documents:one", "documents:two")
        .doesNotContain("documents:minka", "documents:three", "ida blom");
    assertThat(far)
        .extracting(each -> Inspected.called(each.at("/entity/entity")))
        .contains("documents:minka", "documents:three")
        .doesNotHaveDuplicates();
    assertThat(far).extracting(each -> each.get("distance").asInt()).isSorted();
    assertThat(far.subList(0, near.size())).isEqualTo(near);
    assertThat(graph.all("/neighbours?name=Ida%20Blom&depth=3&type=document", "neighbours", 1))
        .extracting(each -> each.at("/entity/type").asText())
        .hasSize(4)
        .containsOnly("document");
    JsonNode first = near.getFirst();
    assertThat(first.at("/over/key").asText()).isIn("one", "two");
  }

  @Test
  void refusesWhatItCannotShow() {
    assertThat(graph.refusal("/entity?name=Nobody%20Else")).isEqualTo("entity-not-found");
    assertThat(graph.refusal("/neighbours?name=Nobody%20Else")).isEqualTo("entity-not-found");
    for (String bad :
        List.of(
            "/entities?limit=0",
            "/entities?limit=1001",
            "/entities?cursor=no",
            "/entities?match=like",
            "/entities?type=%00",
            "/entity/evidence?name=Minka%20Blum&cursor=AAAA",
            "/entity/evidence",
            "/neighbours?name=Minka%20Blum&depth=0",
            "/neighbours?name=Minka%20Blum&depth=7")) {
      assertThat(graph.refusal(bad)).as(bad).isEqualTo("invalid-request");
    }
  }

  private List<String> titles(String path) {
    return graph.all(path, "entities", 2).stream()
        .map(
            each ->
                each.get("title").asText()
                    + (each.at("/entity/name").isTextual() ? " name" : " row"))
        .toList();
  }
}
