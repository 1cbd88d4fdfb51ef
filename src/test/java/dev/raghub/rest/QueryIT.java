package dev.raghub.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.raghub.GatewayServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
class QueryIT {
  @ConfigProperty(name = "raghub.keys.first-key-file")
  String keyFile;

  private String admin;

  @BeforeEach
  void readKey() throws IOException {
    admin = Files.readString(Path.of(keyFile)).strip();
  }

  @Test
  void answersFromAPushedDocumentWithItsCitation() {
    caller().body(Map.of("name", "query-it")).post("/v1/workspaces").then().statusCode(201);
    caller()
        .header("X-Workspace", "query-it")
        .body(
            Map.of(
                "title", "Office cat",
                "text", "The office cat is called Minka. She sleeps in the server room."))
        .put("/v1/documents/cat-1")
        .then()
        .statusCode(201);

    var answer =
        caller()
            .header("X-Workspace", "query-it")
            .body(Map.of("question", "What is the office cat called?"))
            .post("/v1/query")
            .then()
            .statusCode(200)
            .header("X-Workspace", "query-it")
            .extract()
            .jsonPath();

    assertThat(answer.getBoolean("found")).isTrue();
    assertThat(answer.getString("answer")).contains("Minka").contains("[1]");
    assertThat(answer.getString("citations[0].key")).isEqualTo("cat-1");
    assertThat(answer.getLong("citations[0].version")).isEqualTo(1);
  }

  /// An answer is chosen from more passages than are shown.
  @Test
  void explainsNoMorePassagesThanAskedFor() {
    caller().body(Map.of("name", "query-limit")).post("/v1/workspaces").then().statusCode(201);
    Map<String, Object> documents = new TreeMap<>();
    for (int i = 0; i < 12; i++) {
      documents.put("cat-" + i, Map.of("title", "Cat " + i, "text", "Cat %d naps.".formatted(i)));
    }
    inWorkspace("query-limit")
        .body(Map.of("documents", documents))
        .post("/v1/documents")
        .then()
        .statusCode(200);

    for (int limit : List.of(1, 3, 12)) {
      var answer =
          inWorkspace("query-limit")
              .body(Map.of("question", "Which cat naps?", "limit", limit, "explain", true))
              .post("/v1/query")
              .then()
              .statusCode(200)
              .extract()
              .jsonPath();

      assertThat(answer.getList("passages.rank"))
          .isEqualTo(IntStream.rangeClosed(1, limit).boxed().toList());
      assertThat(answer.getInt("receipt.passagesRetrieved")).isEqualTo(12);
    }
  }

  private RequestSpecification inWorkspace(String name) {
    return caller().header("X-Workspace", name);
  }

  private RequestSpecification caller() {
    return given().auth().oauth2(admin).contentType("application/json");
  }
}
