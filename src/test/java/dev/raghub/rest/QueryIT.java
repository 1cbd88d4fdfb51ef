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
import java.util.Map;
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

  private RequestSpecification caller() {
    return given().auth().oauth2(admin).contentType("application/json");
  }
}
