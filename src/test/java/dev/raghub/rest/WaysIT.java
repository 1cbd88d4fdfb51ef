package dev.raghub.rest;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Ways between entities, and what each step rests on.
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
class WaysIT {
  private static final String IDA_TO_LEO = "?fromName=Ida%20Blom&toName=Leo%20Maloney";

  @TestHTTPResource URI gateway;

  private Inspected graph;

  @BeforeEach
  void putSomeDocuments() {
    graph = Inspected.fresh(Client.admin(gateway));
    graph.put("one", "First note", "It rained. Ida Blom met Karl Ros.");
    graph.put("two", "Second note", "Karl Ros knows Leo Maloney.");
    graph.put("three", "Third note", "Ida Blom wrote to Mia Tan.");
    graph.put("four", "Fourth note", "Mia Tan wrote to Ned Orr.");
    graph.put("five", "Fifth note", "Ned Orr wrote to Leo Maloney.");
  }

  @Test
  void findsTheShortestWayAndSaysWhyEachStepHolds() {
    JsonNode found = graph.get("/paths" + IDA_TO_LEO);

    assertThat(ways(found)).containsExactly("ida blom > karl ros > leo maloney");
    assertThat(found.get("complete").asBoolean()).isTrue();
    JsonNode over = found.at("/paths/0/steps/0/over");
    assertThat(over.get("source").asText() + ":" + over.get("key").asText())
        .isEqualTo("documents:one");
    assertThat(over.get("version").asInt()).isEqualTo(1);
    assertThat(over.at("/from/is").asBoolean()).isFalse();
    assertThat(over.at("/from/sentences/0/sentence").asInt()).isEqualTo(1);
    assertThat(over.at("/from/sentences/0/text").asText()).isEqualTo("Ida Blom met Karl Ros.");
    assertThat(over.at("/from/sentences/0/rules").toString()).contains("capital");
    assertThat(over.at("/to/sentences/0/text").asText()).isEqualTo("Ida Blom met Karl Ros.");
  }

  @Test
  void findsFurtherWaysUpToALengthShortestFirst() {
    assertThat(ways(graph.get("/paths" + IDA_TO_LEO + "&k=5&steps=2"))).hasSize(1);
    assertThat(ways(graph.get("/paths" + IDA_TO_LEO + "&k=5&steps=3")))
        .containsExactly(
            "ida blom > karl ros > leo maloney", "ida blom > mia tan > ned orr > leo maloney");
    assertThat(ways(graph.get("/paths" + IDA_TO_LEO + "&steps=1"))).isEmpty();
  }

  @Test
  void leadsOverRowsAndTheirReferences() {
    putAFilm();

    JsonNode step = graph.get("/paths?fromKey=film&toKey=three").at("/paths/0/steps/0/over");

    assertThat(step.at("/from/is").asBoolean()).isTrue();
    assertThat(step.at("/to/links").toString()).isEqualTo("[\"director\"]");
    assertThat(step.at("/to/sentences/0/rules").toString()).contains("link");
    JsonNode stated =
        graph
            .get("/provenance?fromName=Outlaw%20Express&toName=Third%20note")
            .at("/provenance/0/assertions/0");
    assertThat(stated.at("/predicate").asText()).isEqualTo("directed by");
    assertThat(stated.at("/subject/name").asText()).isEqualTo("outlaw express");
    assertThat(graph.all("/provenance?fromKey=three&toName=Third%20note", "provenance", 1))
        .filteredOn(each -> each.get("key").asText().equals("three"))
        .singleElement()
        .satisfies(each -> assertThat(each.at("/to/bears")).hasToString("[\"document\"]"));
  }

  @Test
  void pagesThroughTheRowsThatSpeakOfBoth() {
    for (int at = 0; at < 5; at++) {
      graph.put("again" + at, "Note again " + at, "Karl Ros knows Ida Blom.");
    }

    List<JsonNode> all =
        graph.all("/provenance?fromName=Karl%20Ros&toName=Ida%20Blom", "provenance", 2);

    assertThat(all)
        .extracting(each -> each.get("key").asText())
        .containsExactlyInAnyOrder("one", "again0", "again1", "again2", "again3", "again4");
  }

  @Test
  void refusesWaysThatCannotBe() {
    assertThat(graph.refusal("/paths?fromName=Ida%20Blom&toName=Nobody%20Else"))
        .isEqualTo("entity-not-found");
    for (String bad :
        List.of(
            "/paths?fromName=Ida%20Blom&toName=ida%20blom",
            "/paths?fromName=Ida%20Blom",
            "/paths" + IDA_TO_LEO + "&k=21",
            "/paths" + IDA_TO_LEO + "&k=0",
            "/paths" + IDA_TO_LEO + "&steps=9",
            "/provenance" + IDA_TO_LEO + "&cursor=zz")) {
      assertThat(graph.refusal(bad)).as(bad).isEqualTo("invalid-request");
    }
  }

  private void putAFilm() {
    Answer put =
        graph
            .admin()
            .put(
                "/v1/documents/film",
                graph.workspace(),
                Client.text(
                    Map.of(
                        "title",
                        "The Outlaw Express",
                        "text",
                        "- director: Third note",
                        "links",
                        List.of(Map.of("name", "director", "key", "three", "title", "Third note")),
                        "assertions",
                        List.of(
                            Map.of(
                                "subject",
                                "Outlaw Express",
                                "predicate",
                                "directed by",
                                "object",
                                "Third note")))));
    assertThat(put.status()).as(put.body()).isEqualTo(201);
  }

  private static List<String> ways(JsonNode found) {
    List<String> ways = new ArrayList<>();
    for (JsonNode way : found.get("paths")) {
      StringBuilder line = new StringBuilder(Inspected.called(way.at("/steps/0/from/entity")));
      way.get("steps")
          .forEach(step -> line.append(" > ").append(Inspected.called(step.at("/to/entity"))));
      ways.add(line.toString());
    }
    return ways;
  }
}
