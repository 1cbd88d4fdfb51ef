package dev.raghub.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.raghub.GatewayServers;
import dev.raghub.eval.PostgresScript;
import dev.raghub.rest.Client;
import dev.raghub.rest.Client.Answer;
import dev.raghub.rest.Runs;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Ask, ask in other words, ask the trap, edit the row, ask again: over rows of the sample database
/// and of Pagila, from their tables on.
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
class RewordedDatabasesIT {
  private static final Path PAGILA = Path.of("../shared/data/sql/pagila_neon.sql");
  private static final Path SAMPLE = Path.of("src/main/resources/demo");
  @TestHTTPResource URI gateway;

  private final String suffix = UUID.randomUUID().toString().substring(0, 8);
  private final String workspace = "reworded-" + suffix;
  private final String database = "reworded_" + suffix;

  @Test
  void servesNothingStaleFromTheSampleDatabase() throws IOException {
    String url = newDatabase();
    try (var scripts = Files.list(SAMPLE)) {
      List<Path> ordered = scripts.sorted().toList();
      PostgresScript.run(url, ordered.getLast());
      ordered.subList(0, ordered.size() - 1).forEach(script -> PostgresScript.run(url, script));
    }
    System.setProperty("LEARNLY_URL", Client.database(database));
    System.setProperty("LEARNLY_USER", Client.setting("raghub.test.superuser"));
    System.setProperty("LEARNLY_PASSWORD", Client.setting("raghub.test.superuser-password"));
    Runs runs =
        mapped(
            Files.readString(Path.of("etl/demo/internal_dev.yaml"))
                .replace("workspace: internal_dev", "workspace: " + workspace));

    follow(
        runs,
        new Story(
            "What was the root cause of INC-2028?",
            "What is the root cause of INC-2028?",
            "What was the root cause of INC-2024?",
            "UPDATE learnly.incident SET title = 'A squirrel in the rack' WHERE code = 'INC-2028'",
            "squirrel"));
  }

  @Test
  void servesNothingStaleFromPagila() throws IOException {
    assumeTrue(Files.exists(PAGILA), "needs " + PAGILA + ", which is not part of the repository");
    PostgresScript.run(newDatabase(), PAGILA);

    follow(
        mapped(films()),
        new Story(
            "What is the rental rate of ACADEMY DINOSAUR?",
            "What is ACADEMY DINOSAUR's rental rate?",
            "What is the rental rate of ACE GOLDFINGER?",
            "UPDATE film SET rental_rate = 4.25 WHERE title = 'ACADEMY DINOSAUR'",
            "4.25"));
  }

  private String films() {
    return """
        workspace: %s
        database: {url: "%s", user: "${REWORDED_USER}", password: "${REWORDED_PASSWORD}"}
        sources:
          - name: film
            type: film
            table: public.film
            key: [film_id]
            title: [title]
            columns: [rental_rate, length, rating, replacement_cost]
            text: [description]
        """
        .formatted(workspace, Client.database(database));
  }

  /// @param edit changes the row that answers
  /// @param afterwards what the answer has to say then
  private record Story(String asked, String again, String trap, String edit, String afterwards) {}

  private void follow(Runs runs, Story story) {
    runs.ingest("{}");
    JsonNode made = ask(story.asked());
    assertThat(how(made)).isEqualTo("miss");
    assertThat(how(ask(story.asked()))).isEqualTo("exact");
    JsonNode reworded = ask(story.again());
    assertThat(how(reworded)).as(reworded.toPrettyString()).isEqualTo("semantic");
    assertThat(reworded.path("citations")).isEqualTo(made.path("citations"));

    JsonNode trap = ask(story.trap());
    assertThat(how(trap)).isEqualTo("miss");
    assertThat(trap.path("answer")).isNotEqualTo(made.path("answer"));

    Client.sql(database, story.edit());
    runs.ingest("{}");
    JsonNode renewed = ask(story.again());
    assertThat(how(renewed)).isEqualTo("miss");
    assertThat(renewed.path("answer").asText()).contains(story.afterwards());
    JsonNode again = ask(story.asked());
    assertThat(again.path("answer").asText()).contains(story.afterwards());
  }

  private static String how(JsonNode answer) {
    return answer.at("/served/how").asText();
  }

  private JsonNode ask(String question) {
    Answer answer =
        Client.admin(gateway)
            .post("/v1/query", Optional.of(workspace), Client.text(Map.of("question", question)));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json();
  }

  private String newDatabase() {
    Client.sql("postgres", "CREATE DATABASE " + database);
    System.setProperty("REWORDED_USER", Client.setting("raghub.test.superuser"));
    System.setProperty("REWORDED_PASSWORD", Client.setting("raghub.test.superuser-password"));
    return "%s?user=%s&password=%s"
        .formatted(
            Client.database(database),
            Client.setting("raghub.test.superuser"),
            Client.setting("raghub.test.superuser-password"));
  }

  private Runs mapped(String mapping) throws IOException {
    Client admin = Client.admin(gateway);
    admin.workspace(workspace);
    Path folder = Files.createDirectories(Path.of(Client.setting("raghub.ingest.mappings")));
    Path file = Files.writeString(folder.resolve(workspace + ".yaml"), mapping);
    file.toFile().deleteOnExit();
    return Runs.of(admin, workspace);
  }
}
