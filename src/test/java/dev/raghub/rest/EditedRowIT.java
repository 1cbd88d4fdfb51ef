package dev.raghub.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.raghub.GatewayServers;
import dev.raghub.rest.Client.Answer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What was edited is what the next question is answered from, at once.
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
class EditedRowIT {
  private static final String QUESTION = "Who is the keeper of the Ostvik lighthouse?";

  @TestHTTPResource URI gateway;

  private Client admin;
  private String workspace;

  @BeforeEach
  void makeAWorkspace() {
    admin = Client.admin(gateway);
    workspace = admin.workspace("edited-" + UUID.randomUUID().toString().substring(0, 8));
  }

  @Test
  void answersFromADocumentAsItIsNow() {
    push("Runa Tveit");
    assertThat(ask().get("answer").asText()).contains("Runa Tveit").doesNotContain("Ivo Brandt");

    push("Ivo Brandt");
    JsonNode answer = ask();

    assertThat(answer.get("answer").asText()).contains("Ivo Brandt").doesNotContain("Runa Tveit");
    assertThat(answer.at("/citations/0/version").asInt()).isEqualTo(2);
  }

  @Test
  void answersNoMoreFromADocumentThatIsGone() {
    push("Runa Tveit");
    assertThat(ask().get("found").asBoolean()).isTrue();

    admin.delete("/v1/documents/ostvik", Optional.of(workspace));
    JsonNode answer = ask();

    assertThat(answer.get("found").asBoolean()).isFalse();
    assertThat(answer.get("citations")).isEmpty();
  }

  @Test
  void answersFromARowAsItWasReadLast() throws IOException {
    String database = table();
    Runs runs = Runs.of(admin, workspace);
    runs.ingest("{}");
    assertThat(ask().get("answer").asText()).contains("Runa Tveit").doesNotContain("Ivo Brandt");

    Client.sql(database, "UPDATE lighthouse SET keeper = 'Ivo Brandt' WHERE id = 7");
    runs.ingest("{}");
    JsonNode answer = ask();

    assertThat(answer.get("answer").asText()).contains("Ivo Brandt").doesNotContain("Runa Tveit");
    assertThat(answer.at("/citations/0/source").asText()).isEqualTo("lighthouse");
    assertThat(answer.at("/citations/0/key").asText()).isEqualTo("7");
    assertThat(answer.at("/citations/0/version").asInt()).isEqualTo(2);
  }

  private void push(String keeper) {
    Answer pushed =
        admin.put(
            "/v1/documents/ostvik",
            Optional.of(workspace),
            Client.text(
                Map.of(
                    "title",
                    "Ostvik lighthouse",
                    "text",
                    "The keeper of the Ostvik lighthouse is %s.".formatted(keeper))));
    assertThat(pushed.status()).isIn(200, 201);
  }

  private JsonNode ask() {
    return admin
        .post("/v1/query", Optional.of(workspace), Client.text(Map.of("question", QUESTION)))
        .json();
  }

  private String table() throws IOException {
    String database = workspace.replace('-', '_');
    Client.sql("postgres", "CREATE DATABASE " + database);
    Client.sql(
        database,
        "CREATE TABLE lighthouse (id int PRIMARY KEY, name text NOT NULL, keeper text)",
        "INSERT INTO lighthouse VALUES (7, 'Ostvik', 'Runa Tveit'), (8, 'Tollin', 'Ada Kesk')");
    System.setProperty("EDITED_IT_USER", Client.setting("raghub.test.superuser"));
    System.setProperty("EDITED_IT_PASSWORD", Client.setting("raghub.test.superuser-password"));
    Path folder = Files.createDirectories(Path.of(Client.setting("raghub.ingest.mappings")));
    Files.writeString(
        folder.resolve(workspace + ".yaml"),
        """
        workspace: %s
        database:
          url: %s
          user: ${EDITED_IT_USER}
          password: ${EDITED_IT_PASSWORD}
        sources:
          - name: lighthouse
            table: lighthouse
            key: [id]
            title: [name]
            columns: [name, keeper]
        """
            .formatted(workspace, Client.database(database)));
    return database;
  }
}
