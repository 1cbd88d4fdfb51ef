package dev.raghub.ingest;

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
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A source that misbehaves, and a source that does not, through the API that operators use.
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
class SourceFailuresIT {
  private static final int ROWS = 40;
  private static final String TABLE =
      "    table: item\n    key: [id]\n    title: [title]\n    columns: [title]\n    text: [body]\n";

  @TestHTTPResource URI gateway;

  private Client admin;
  private String workspace;
  private String database;
  private Runs runs;
  private Path mapping;

  @BeforeEach
  void makeASourceOfSomeRows() throws IOException {
    admin = Client.admin(gateway);
    String suffix = UUID.randomUUID().toString().substring(0, 8);
    workspace = admin.workspace("source-" + suffix);
    runs = Runs.of(admin, workspace);
    database = "source_" + suffix;
    Client.sql("postgres", "CREATE DATABASE " + database);
    Client.sql(
        database,
        "CREATE TABLE item (id int PRIMARY KEY, title text NOT NULL, body text, photo bytea)",
        "INSERT INTO item SELECT n, 'Item ' || n, 'The shelf of item ' || n || ' is number ' || n || '.', '\\xcafe' FROM generate_series(1, "
            + ROWS
            + ") AS n");
    System.setProperty("SOURCE_IT_USER", Client.setting("raghub.test.superuser"));
    System.setProperty("SOURCE_IT_PASSWORD", Client.setting("raghub.test.superuser-password"));
    System.setProperty("SOURCE_IT_WRONG", "not-the-password");
    Path folder = Files.createDirectories(Path.of(Client.setting("raghub.ingest.mappings")));
    mapping = folder.resolve(workspace + ".yaml");
    map(Client.database(database), "SOURCE_IT_PASSWORD", TABLE);
  }

  @AfterEach
  void takeTheMappingAway() throws IOException {
    Files.deleteIfExists(mapping);
  }

  @Test
  void takesEveryRowInAndThenNothingAgain() {
    List<JsonNode> first = runs.ingest("{}");
    List<JsonNode> second = runs.ingest("{}");

    assertThat(counts(first.getFirst())).isEqualTo("read 40, created 40");
    assertThat(first.getLast().at("/counts/read").asInt()).isEqualTo(ROWS);
    assertThat(counts(second.getFirst())).isEqualTo("read 40, unchanged 40");
    assertThat(second.getLast().at("/counts/read").asInt()).isZero();
  }

  @Test
  void takesOnlyTheEditInAndOnlyTheDeletedRowOut() {
    runs.ingest("{}");
    Client.sql(database, "UPDATE item SET body = 'It moved to the attic.' WHERE id = 7");
    JsonNode edited = runs.ingest("{}").getFirst();
    Client.sql(database, "DELETE FROM item WHERE id = 8");
    JsonNode deleted = runs.ingest("{}").getFirst();

    assertThat(counts(edited)).isEqualTo("read 40, changed 1, unchanged 39");
    assertThat(counts(deleted)).isEqualTo("read 39, unchanged 39, deleted 1");
    assertThat(document("7").json().get("text").asText()).contains("attic");
    assertThat(document("7").json().get("version").asLong()).isEqualTo(2);
    assertThat(document("8").status()).isEqualTo(404);
    assertThat(document("9").json().get("version").asLong()).isEqualTo(1);
  }

  @Test
  void saysThatTheSourceCannotBeReached() throws IOException {
    int port = FreePort.find();
    map("jdbc:postgresql://127.0.0.1:" + port + "/shop", "SOURCE_IT_PASSWORD", TABLE);

    JsonNode run = runs.ingest("{}").getFirst();

    assertFailed(run, "source-unreachable", "127.0.0.1:" + port + "/shop");
  }

  @Test
  void saysThatThePasswordIsRefusedAndNotWhichItWas() throws IOException {
    map(Client.database(database), "SOURCE_IT_WRONG", TABLE);

    JsonNode run = runs.ingest("{}").getFirst();

    assertFailed(run, "source-credentials-refused", database);
    assertThat(run.toString()).doesNotContain("not-the-password");
  }

  @Test
  void saysWhichVariableIsMissing() throws IOException {
    map(Client.database(database), "SOURCE_IT_UNSET", TABLE);

    assertFailed(runs.ingest("{}").getFirst(), "mapping-invalid", "SOURCE_IT_UNSET");
  }

  @Test
  void namesTheTableThatIsMissing() throws IOException {
    map(Client.database(database), "SOURCE_IT_PASSWORD", TABLE.replace(": item", ": items"));

    assertFailed(runs.ingest("{}").getFirst(), "source-changed", "items");
  }

  @Test
  void namesTheColumnThatIsMissing() throws IOException {
    map(Client.database(database), "SOURCE_IT_PASSWORD", TABLE.replace("[body]", "[bdy]"));

    assertFailed(runs.ingest("{}").getFirst(), "source-changed", "bdy");
  }

  @Test
  void deletesNothingWhenAColumnIsDroppedBetweenRuns() {
    runs.ingest("{}");
    Client.sql(database, "ALTER TABLE item DROP COLUMN body");

    JsonNode run = runs.ingest("{}").getFirst();

    assertFailed(run, "source-changed", "body");
    assertThat(run.at("/counts/deleted").asInt()).isZero();
    assertThat(documents()).isEqualTo(ROWS);
    assertThat(document("1").json().get("text").asText()).contains("number 1");
  }

  @Test
  void refusesABrokenMappingWithItsPlace() throws IOException {
    Files.writeString(
        mapping,
        "workspace: " + workspace + "\ndatabase:\n  url: jdbc:postgresql:x\n  pasword: a\n");

    Answer answer = runs.start("{}");

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.code()).isEqualTo("mapping-invalid");
    assertThat(answer.json().get("detail").asText())
        .contains(workspace + ".yaml, line 4, column")
        .contains("\"pasword\"")
        .contains("expected one of password, url, user");
  }

  @Test
  void doesNotMindAnotherWorkspacesBrokenMapping() throws IOException {
    Path broken = mapping.resolveSibling("broken-" + workspace + ".yaml");
    Files.writeString(broken, "workspace: secret-tenant\ndatabase: {nobody: knows\n");
    try {
      Answer other = Runs.of(admin, admin.workspace(workspace + "-b")).start("{}");

      assertThat(counts(runs.ingest("{}").getFirst())).isEqualTo("read 40, created 40");
      assertThat(other.status()).isEqualTo(404);
      assertThat(other.everything()).doesNotContain("secret-tenant").doesNotContain("broken-");
    } finally {
      Files.delete(broken);
    }
  }

  @Test
  void takesALargeCellInAndReportsATooLargeOne() {
    Client.sql(
        database,
        "UPDATE item SET body = repeat('The tide is high at noon today. ', 32768) WHERE id = 1",
        "UPDATE item SET body = repeat('x', 2000001) WHERE id = 2");

    JsonNode run = runs.ingest("{}").getFirst();
    JsonNode failures = runs.failures(run.get("id").asLong());

    assertThat(counts(run)).isEqualTo("read 40, created 39, failed 1");
    assertThat(document("1").json().get("text").asText()).hasSizeGreaterThan(1_000_000);
    assertThat(document("2").status()).isEqualTo(404);
    assertThat(failures).hasSize(1);
    assertThat(failures.get(0).get("key").asText()).isEqualTo("2");
    assertThat(failures.get(0).get("code").asText()).isEqualTo("document-too-large");
    assertThat(failures.get(0).get("reason").asText()).contains("body").contains("2000000");
  }

  @Test
  void keepsARowThatBecomesTooLargeAsItWas() {
    runs.ingest("{}");
    Client.sql(database, "UPDATE item SET body = repeat('x', 2000001) WHERE id = 2");

    JsonNode run = runs.ingest("{}").getFirst();

    assertThat(counts(run)).isEqualTo("read 40, unchanged 39, failed 1");
    assertThat(document("2").json().get("text").asText()).contains("number 2");
  }

  @Test
  void reportsARowWhoseKeyIsTooLong() {
    Client.sql(
        database,
        "CREATE TABLE long AS SELECT string_agg(md5(n::text), '') AS id, 'Long' AS title, 'a' AS body FROM generate_series(1, 300) AS n",
        "INSERT INTO long VALUES ('short', 'Short', 'b')");
    mapQuietly(TABLE.replace("table: item", "table: long"));

    JsonNode run = runs.ingest("{}").getFirst();

    assertThat(counts(run)).isEqualTo("read 2, created 1, failed 1");
    assertThat(runs.failures(run.get("id").asLong()).toString()).contains("'key' has 9600");
  }

  @Test
  void leavesBytesOutAndRefusesAMappingThatAsksForThem() {
    runs.ingest("{}");
    mapQuietly(TABLE.replace("columns: [title]", "columns: [title, photo]"));

    JsonNode run = runs.ingest("{}").getFirst();

    assertFailed(run, "mapping-invalid", "column photo has type bytea");
    assertThat(document("1").body()).doesNotContain("photo").doesNotContain("cafe");
  }

  @Test
  void stopsBeforeItEmptiesAWorkspaceAndGoesOnWhenAllowed() {
    runs.ingest("{}");
    Client.sql(database, "TRUNCATE item");

    JsonNode stopped = runs.ingest("{}").getFirst();
    long left = documents();
    JsonNode allowed = runs.ingest("{\"allowDeletes\": true}").getFirst();

    assertFailed(stopped, "deletion-guard", "40 of 40");
    assertThat(stopped.at("/counts/deleted").asInt()).isZero();
    assertThat(left).isEqualTo(ROWS);
    assertThat(counts(allowed)).isEqualTo("deleted 40");
    assertThat(documents()).isZero();
  }

  @Test
  void refusesASecondRunOverABusySource() {
    mapQuietly(
        TABLE.replace("table: item", "query: SELECT id, title, body FROM item, pg_sleep(2)"));

    Answer first = runs.start("{}");
    Answer second = runs.start("{}");
    JsonNode ended = runs.ended(first.json().at("/runs/0").asLong());
    runs.ended(first.json().at("/runs/1").asLong());

    assertThat(first.status()).isEqualTo(202);
    assertThat(second.status()).isEqualTo(409);
    assertThat(second.code()).isEqualTo("source-busy");
    assertThat(second.json().get("retriable").asBoolean()).isTrue();
    assertThat(counts(ended)).isEqualTo("read 40, created 40");
    assertThat(runs.start("{\"source\": \"none\"}").code()).isEqualTo("not-found");
  }

  private void map(String url, String password, String source) throws IOException {
    Files.writeString(
        mapping,
        "workspace: %s\ndatabase:\n  url: %s\n  user: ${SOURCE_IT_USER}\n  password: ${%s}\nsources:\n  - name: item\n%s"
            .formatted(workspace, url, password, source));
  }

  private void mapQuietly(String source) {
    try {
      map(Client.database(database), "SOURCE_IT_PASSWORD", source);
    } catch (IOException refused) {
      throw new java.io.UncheckedIOException(refused);
    }
  }

  /// What happened, without the zeros.
  private static String counts(JsonNode run) {
    JsonNode counts = run.get("counts");
    return List.of("read", "created", "changed", "unchanged", "deleted", "failed").stream()
        .filter(name -> counts.get(name).asLong() > 0)
        .map(name -> name + " " + counts.get(name).asLong())
        .collect(java.util.stream.Collectors.joining(", "));
  }

  private static void assertFailed(JsonNode run, String code, String words) {
    assertThat(run.get("state").asText()).isEqualToIgnoringCase("failed");
    assertThat(run.get("errorCode").asText()).isEqualTo(code);
    assertThat(run.get("error").asText()).contains(words);
  }

  private Answer document(String key) {
    return admin.get("/v1/documents/" + key + "?source=item", Optional.of(workspace));
  }

  private long documents() {
    return admin
        .get("/v1/workspaces/" + workspace, Optional.empty())
        .json()
        .get("documents")
        .asLong();
  }
}
