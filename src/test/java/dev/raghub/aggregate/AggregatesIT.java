package dev.raghub.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.raghub.FreePort;
import dev.raghub.GatewayServers;
import dev.raghub.rest.Client;
import dev.raghub.rest.Client.Answer;
import dev.raghub.rest.Runs;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Asks a gateway about a depot whose tables and columns are called like SQL.
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AggregatesIT {
  private static final Path FOLDER = Path.of("src/test/resources/aggregate");

  @TestHTTPResource URI gateway;

  private final String suffix = UUID.randomUUID().toString().substring(0, 8);
  private final String database = "depot_" + suffix;
  private final String workspace = "depot-" + suffix;
  private Client admin;
  private Path mapping;

  @BeforeAll
  void ingestTheDepot() throws IOException {
    admin = Client.admin(gateway);
    Client.sql("postgres", "CREATE DATABASE " + database);
    Client.sql(database, Files.readString(FOLDER.resolve("depot.sql")));
    System.setProperty("AGGREGATES_IT_USER", Client.setting("raghub.test.superuser"));
    System.setProperty("AGGREGATES_IT_PASSWORD", Client.setting("raghub.test.superuser-password"));
    Path folder = Files.createDirectories(Path.of(Client.setting("raghub.ingest.mappings")));
    mapping = folder.resolve(workspace + ".yaml");
    admin.workspace(workspace);
    map(Client.database(database));
    for (String source : List.of("country", "city", "customer", "order", "tag")) {
      Runs.of(admin, workspace).ingest(Client.text(Map.of("source", source)));
    }
  }

  @AfterAll
  void takeTheMappingAway() throws IOException {
    Files.deleteIfExists(mapping);
  }

  private void map(String url) {
    try {
      Files.writeString(
          mapping,
          Files.readString(FOLDER.resolve("depot.yaml"))
              .replace("WORKSPACE", workspace)
              .replace("URL", url));
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  private JsonNode ask(String question) {
    return ask(workspace, Map.of("question", question));
  }

  private JsonNode ask(String where, Map<String, Object> question) {
    Answer answer = admin.post("/v1/query", Optional.of(where), Client.text(question));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json();
  }

  private static String code(JsonNode answer) {
    return answer.at("/declined/code").asText();
  }

  private static List<String> cited(JsonNode answer) {
    return StreamSupport.stream(answer.get("citations").spliterator(), false)
        .map(each -> each.get("source").asText() + ":" + each.get("key").asText())
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          How many orders are there?                        | 7 orders.
          How many orders has Ida Blom?                     | 3 orders: customer Ida Blom. [1]
          How many orders has Noor "No" Haddad?             | 2 orders: customer Noor "No" Haddad. [1]
          How many orders does Zed Empty have?              | 0 orders: customer Zed Empty. [1]
          How many orders has customer 3?                   | 1 order: customer 3. [1]
          How many orders with the tag Fragile has Ida Blom?| 2 orders: tag Fragile, customer Ida Blom. [1] [2]
          How many tags does order 10 have?                 | 2 tags: order 10. [1]
          How many customers are in the city Oslo?          | 2 customers: city Oslo. [1]
          How many customers have the home Oslo?            | 1 customer: home Oslo. [1]
          How many cities are in Norway?                    | 2 cities: country Norway. [1]
          How many sent orders are there?                   | 3 orders: select sent.
          How many sent orders has Ida Blom?                | 2 orders: customer Ida Blom, select sent. [1]
          How many orders were placed in January 2026?      | 1 order: Placed "On" from 2026-01-01, before 2026-02-01.
          How many dossiers does Ida Blom have?             | 1 dossier: customer Ida Blom. [1]
          What is the total sum of the orders of Ida Blom?  | 14.75 is the sum of sum over 3 orders, 1 of them without a value: customer Ida Blom. [1]
          total sum of the orders of Zed Empty              | 0 is the sum of sum over 0 orders: customer Zed Empty. [1]
          total weight of the orders of Ida Blom            | 1.0 is the sum of weight over 3 orders: customer Ida Blom. [1]
          average sum of the orders of Ida Blom             | 7.38 is the average of sum over 3 orders, 1 of them without a value: customer Ida Blom. [1]
          average sum of the orders of Zed Empty            | No average of sum over 0 orders: customer Zed Empty. [1]
          average weight of orders                          | 0.33 is the average of weight over 7 orders, 4 of them without a value.
          latest order of Ida Blom                          | Latest order by Placed "On", 2026-02-03 10:00:00 UTC: customer Ida Blom. [1]
          earliest order                                    | Earliest order by Placed "On", 2026-01-31 23:30:00 UTC.
          latest order                                      | 2 orders share the latest Placed "On", 2026-02-04 10:00:00 UTC.
          latest order of Zed Empty                         | No order with a Placed "On": customer Zed Empty. [1]
          """)
  void computes(String question, String expected) {
    JsonNode answer = ask(question);

    assertThat(answer.get("answer").asText().lines().findFirst()).contains(expected);
    assertThat(answer.get("found").asBoolean()).isTrue();
    assertThat(answer.at("/receipt/tier").asText()).isEqualTo("aggregate");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          How many orders of Ida Blom were late?            | unknown-word
          How many orders has Kim Berg?                     | ambiguous-name
          How many customers are in Oslo?                   | ambiguous-path
          How many customers are in Norway?                 | ambiguous-path
          How many customers ordered with the tag Fragile?  | no-path
          How many vaults are there?                        | not-allowed
          What is the total credit of customers?            | not-allowed
          What is the total pin of the orders?              | column-needed
          How many orders did Ida Blom draft?               | unknown-word
          How many naps are there?                          | source-timeout
          How many unicorns are there?                      | unknown-rows
          """)
  void declines(String question, String code) {
    JsonNode answer = ask(question);

    assertThat(code(answer)).isEqualTo(code);
    assertThat(answer.get("found").asBoolean()).isFalse();
    assertThat(answer.get("answer").asText())
        .startsWith("Not computed: ")
        .doesNotContain("secret_pin", "credit", "127.0.0.1");
    assertThat(answer.has("computed")).isFalse();
  }

  @Test
  void saysHowItComputedAndWhen() {
    Instant before = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    JsonNode answer =
        ask(workspace, Map.of("question", "How many sent orders has Ida Blom?", "explain", true));

    JsonNode computed = answer.get("computed");
    assertThat(computed.get("operation").asText()).isEqualTo("count");
    assertThat(computed.get("source").asText()).isEqualTo("order");
    assertThat(computed.get("value").asText()).isEqualTo("2");
    assertThat(computed.get("filters").toString())
        .isEqualTo("[\"customer Ida Blom\",\"select sent\"]");
    assertThat(computed.get("statement").asText())
        .isEqualTo(
            "SELECT count(*) FROM \"public\".\"order\" AS s WHERE s.\"user\" = CAST(? AS integer) AND s.\"select\"::text IN (?, ?)");
    assertThat(Instant.parse(computed.get("asOf").asText())).isBetween(before, Instant.now());
    assertThat(answer.get("answer").asText())
        .endsWith("Computed over order at " + computed.get("asOf").asText() + ".");
    assertThat(cited(answer)).containsExactly("customer:1");
    assertThat(answer.at("/statements/0/citation").asInt()).isEqualTo(1);
  }

  @Test
  void showsTheStatementOnlyWhereExplainedAndNeverTheOperatorsQuery() {
    String question = "How many dossiers does Ida Blom have?";

    JsonNode plain = ask(question);
    JsonNode explained = ask(workspace, Map.of("question", question, "explain", true));

    assertThat(plain.at("/computed/statement").isMissingNode()).isTrue();
    assertThat(explained.toString()).doesNotContain("canary-in-the-query");
    assertThat(explained.at("/computed/statement").asText())
        .isEqualTo("SELECT count(*) FROM \"secret\" AS s WHERE s.\"id\" = CAST(? AS integer)");
  }

  @Test
  void citesTheRowsThatAreLast() {
    JsonNode answer = ask("What is the latest order?");

    assertThat(cited(answer)).containsExactly("order:13", "order:14");
    assertThat(answer.get("answer").asText()).contains("- Noor \"No\" Haddad, 2026-02-04 10:00:00");
  }

  @Test
  void countsWhatIsThereNowAndSaysWhatIsNotIngestedYet() {
    Client.sql(
        database, "INSERT INTO \"order\" VALUES (90, 5, 'new', 1, 1, '2025-01-01 10:00+00')");
    try {
      JsonNode count = ask("How many orders does Zed Empty have?");
      JsonNode first = ask("What is the first order?");

      assertThat(count.at("/computed/value").asText()).isEqualTo("1");
      assertThat(first.get("answer").asText()).contains("- order:90, which is not ingested yet");
      assertThat(cited(first)).isEmpty();
    } finally {
      Client.sql(database, "DELETE FROM \"order\" WHERE id = 90");
    }
  }

  @Test
  void declinesForARowThatIsGoneOrCalledOtherwiseByNow() {
    String question = "How many orders does Zed Empty have?";
    Client.sql(database, "UPDATE customer SET name = 'Zed Full' WHERE id = 5");
    JsonNode renamed = ask(question);
    Client.sql(database, "DELETE FROM customer WHERE id = 5");
    JsonNode gone = ask(question);
    Client.sql(database, "INSERT INTO customer VALUES (5, 'Zed Empty', 3)");

    assertThat(code(renamed)).isEqualTo("changed-row");
    assertThat(code(gone)).isEqualTo("changed-row");
    assertThat(code(ask(question))).isEmpty();
  }

  @Test
  void declinesWhileTheSourceCannotBeAsked() throws IOException {
    String question = "How many orders has Ida Blom?";
    try {
      map("jdbc:postgresql://127.0.0.1:" + FreePort.find() + "/depot");
      JsonNode stopped = ask(question);
      map(Client.database("no_such_database"));
      JsonNode missing = ask(question);
      map(Client.database(database));
      System.setProperty("AGGREGATES_IT_PASSWORD", "not-the-password");
      JsonNode refused = ask(question);
      System.clearProperty("AGGREGATES_IT_PASSWORD");
      JsonNode unset = ask(question);

      assertThat(code(stopped)).isEqualTo("source-unreachable");
      assertThat(code(missing)).isEqualTo("source-unreachable");
      assertThat(code(refused)).isEqualTo("source-credentials-refused");
      assertThat(code(unset)).isEqualTo("mapping-invalid");
      assertThat(List.of(stopped, missing, refused, unset).toString())
          .doesNotContain("not-the-password", "127.0.0.1", "no_such_database", "AGGREGATES_IT");
      assertThat(stopped.get("answer").asText()).contains("Nearest: ");
      assertThat(cited(stopped)).isNotEmpty();
    } finally {
      System.setProperty(
          "AGGREGATES_IT_PASSWORD", Client.setting("raghub.test.superuser-password"));
      map(Client.database(database));
    }
  }

  @Test
  void declinesWhenTheDatabaseNoLongerFitsTheMapping() {
    Client.sql(database, "ALTER TABLE \"order tag\" RENAME COLUMN tag TO label");
    JsonNode changed = ask("How many orders have the tag Fragile?");
    Client.sql(database, "ALTER TABLE \"order tag\" RENAME COLUMN label TO tag");

    assertThat(code(changed)).isEqualTo("source-changed");
    assertThat(changed.get("answer").asText()).doesNotContain("label");
  }

  @Test
  void declinesOnABrokenMappingAndStillQuotes() throws IOException {
    try {
      Files.writeString(mapping, "workspace: " + workspace + "\nsources: [\n");

      assertThat(code(ask("How many orders has Ida Blom?"))).isEqualTo("mapping-invalid");
      assertThat(ask("What is the last name of Ida Blom?").at("/receipt/tier").asText())
          .isEqualTo("extractive");
    } finally {
      map(Client.database(database));
    }
  }

  @Test
  void declinesInAWorkspaceOfPushedDocuments() {
    String other = admin.workspace(workspace + "-pushed");
    String document = Client.text(Map.of("title", "Ida Blom", "text", "Ida Blom has an order."));
    admin.put("/v1/documents/ida", Optional.of(other), document);
    admin.put("/v1/documents/ida", Optional.of(workspace), document);
    try {
      JsonNode elsewhere = ask(other, Map.of("question", "How many orders has Ida Blom?"));

      assertThat(code(elsewhere)).isEqualTo("no-mapping");
      assertThat(cited(elsewhere)).containsExactly("documents:ida");
      assertThat(elsewhere.toString()).doesNotContain("customer", "depot_");
      assertThat(ask("How many orders has Ida Blom?").at("/computed/value").asText())
          .isEqualTo("3");
      assertThat(code(ask("How many documents are there?"))).isEqualTo("unknown-rows");
    } finally {
      admin.delete("/v1/documents/ida", Optional.of(workspace));
    }
  }

  @Test
  void letsOnlyAFewQuestionsOfAWorkspaceAtItsSource() throws Exception {
    List<String> codes = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<JsonNode>> answers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        // Equal questions would wait for one answer; another limit makes them different.
        Map<String, Object> question =
            Map.of("question", "How many naps are there?", "limit", i + 1);
        answers.add(threads.submit(() -> ask(workspace, question)));
      }
      for (Future<JsonNode> answer : answers) {
        codes.add(code(answer.get()));
      }
    }

    assertThat(codes).contains("source-busy").containsOnly("source-timeout", "source-busy");
    assertThat(code(ask("How many orders are there?"))).isEmpty();
  }

  @Test
  void leavesRetrievalAsItIs() {
    Answer retrieved =
        admin.post(
            "/v1/retrieve",
            Optional.of(workspace),
            Client.text(Map.of("question", "How many orders has Ida Blom?")));

    assertThat(retrieved.status()).isEqualTo(200);
    assertThat(retrieved.json().get("passages")).isNotEmpty();
    assertThat(retrieved.json().has("computed")).isFalse();
  }
}
