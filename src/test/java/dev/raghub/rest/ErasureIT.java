package dev.raghub.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.raghub.GatewayServers;
import dev.raghub.Superuser;
import dev.raghub.TestWorkspaces;
import dev.raghub.document.Document;
import dev.raghub.index.Indexes;
import dev.raghub.ingest.Embedding;
import dev.raghub.ingest.Preparation;
import dev.raghub.merge.PostgresMerge;
import dev.raghub.rest.Client.Answer;
import dev.raghub.workspace.PostgresWorkspaces;
import dev.raghub.workspace.Workspace;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.redis.datasource.keys.KeyScanArgs;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is erased is nowhere: the test looks for itself, and the report says what the test sees.
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
class ErasureIT {
  private static final String CANARY = "quaxelwim";
  private static final String NEIGHBOUR = "zebravoxit";
  private static final String PLAIN = "Where is the harbour of Ghent?";

  @TestHTTPResource URI gateway;
  @Inject PostgresWorkspaces workspaces;
  @Inject PostgresMerge merge;
  @Inject Preparation preparation;
  @Inject Embedding embedding;
  @Inject Indexes indexes;
  @Inject RedisDataSource redis;

  private Client admin;
  private Workspace mine;
  private Workspace theirs;

  @BeforeEach
  void fillTwoWorkspaces() {
    admin = Client.admin(gateway);
    mine = TestWorkspaces.fresh(workspaces, "mine");
    theirs = TestWorkspaces.fresh(workspaces, "theirs");
    row(mine, "plain", "The harbour of Ghent is deep.");
    row(theirs, NEIGHBOUR, "The vault of " + NEIGHBOUR + " is in the harbour of Ghent.");
    push(mine, "kept", "Kept", "The tower of Ghent is high.");
  }

  @Test
  void leavesNothingOfARow() {
    row(mine, CANARY + "-1", "The vault of " + CANARY + " lies below the harbour.");
    askedAndKept();
    failedRun();

    JsonNode erased = erase("people", CANARY + "-1");

    assertThat(seen()).isEmpty();
    assertThat(erased.at("/proof/clean").asBoolean()).as(erased.toPrettyString()).isTrue();
    assertThat(names(erased)).containsAll(Superuser.tablesOfWorkspaces());
    assertStandingNeighbours();
    assertThat(report(erased).at("/proof")).isEqualTo(erased.at("/proof"));
    assertThat(report(erased).at("/entry/kind").asText()).isEqualTo("row");
  }

  @Test
  void leavesNothingOfADocument() {
    push(mine, CANARY + "-doc", "On " + CANARY, "The vault of " + CANARY + " lies in a cellar.");
    askedAndKept();

    JsonNode erased = erase("documents", CANARY + "-doc");

    assertThat(seen()).isEmpty();
    assertThat(erased.at("/proof/clean").asBoolean()).as(erased.toPrettyString()).isTrue();
    assertStandingNeighbours();
    assertThat(
            admin
                .post(
                    "/v1/admin/erasures",
                    header(mine),
                    Client.text(Map.of("source", "documents", "key", CANARY + "-doc")))
                .code())
        .isEqualTo("not-found");
  }

  /// The name stays in the graph, since the neighbour's text says it.
  @Test
  void takesForNoRemainsWhatOthersSayInLettersOfAnotherSize() {
    push(mine, CANARY + "-doc", "Ida Blomquist", "Ida Blomquist lies in a cellar.");
    push(mine, "other", "Harbour", "Noor Haddad works for IDA Blomquist in the harbour.");

    JsonNode erased = erase("documents", CANARY + "-doc");

    assertThat(found(erased)).isEmpty();
    assertThat(erased.at("/proof/clean").asBoolean()).isTrue();
    assertThat(erased.at("/proof/searchedBy/textsOthersSayToo").asInt()).isPositive();
  }

  /// Whose row was never read, and which has failed to be.
  @Test
  void erasesWhatOnlyAFailureTellsOf() {
    failedRun();

    assertThat(erase("people", CANARY + "-1").at("/proof/clean").asBoolean()).isTrue();

    assertThat(seen()).isEmpty();
  }

  @Test
  void leavesNothingOfAWorkspace() {
    push(mine, CANARY, "On " + CANARY, "The vault of " + CANARY + " lies in a cellar.");
    askedAndKept();

    Answer answer = admin.delete("/v1/workspaces/" + mine + "?proof=true", Optional.empty());

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(seen()).isEmpty();
    assertThat(answer.json().at("/proof/clean").asBoolean()).as(answer.body()).isTrue();
    assertThat(Files.exists(folder().resolve(mine.id().value()))).isFalse();
    assertThat(report(answer.json()).at("/entry/searchedAt").asText()).isNotEmpty();
    assertThat(ask(theirs, "Where is the vault of " + NEIGHBOUR + "?")).contains(NEIGHBOUR);
    assertThat(admin.get("/v1/admin/audit", Optional.empty()).body())
        .contains(answer.json().path("id").asText());
  }

  @Test
  void findsWhatIsLeftInATableThatNobodyThoughtOf() {
    Superuser.execute("CREATE TABLE leftover (workspace text, note text)");
    Superuser.execute("GRANT SELECT ON leftover TO raghub_app");
    try {
      push(mine, CANARY + "-doc", "On " + CANARY, "The vault of " + CANARY + " lies in a cellar.");
      Superuser.execute(
          "INSERT INTO leftover VALUES ('%s', 'so: The vault of %s lies in a cellar.')"
              .formatted(mine, CANARY));

      JsonNode erased = erase("documents", CANARY + "-doc");

      assertThat(seen()).containsExactly("table leftover");
      assertThat(erased.at("/proof/clean").asBoolean()).isFalse();
      assertThat(found(erased)).containsExactly("leftover 1");
      JsonNode gone =
          admin.delete("/v1/workspaces/" + mine + "?proof=true", Optional.empty()).json();
      assertThat(gone.at("/proof/clean").asBoolean()).isFalse();
      assertThat(found(gone)).containsExactly("leftover 1");
    } finally {
      Superuser.execute("DROP TABLE leftover");
    }
  }

  @Test
  void provesNothingWhereATableMayNotBeRead() {
    Superuser.execute("CREATE TABLE locked (workspace text, note text)");
    try {
      push(mine, CANARY + "-doc", "On " + CANARY, "The vault of " + CANARY + " lies in a cellar.");

      JsonNode erased = erase("documents", CANARY + "-doc");

      assertThat(erased.at("/proof/clean").asBoolean()).isFalse();
    } finally {
      Superuser.execute("DROP TABLE locked");
    }
  }

  @Test
  void answersAndTakesNothingInWhileItIsFrozen() {
    assertThat(admin.post("/v1/workspaces/" + mine + "/freeze", Optional.empty(), "").status())
        .isEqualTo(200);

    assertThat(ask(mine, PLAIN)).contains("harbour");
    assertThat(put(mine, "new", "New", "A new text.").code()).isEqualTo("workspace-frozen");
    for (String path : List.of("/v1/admin/policy", "/v1/admin/budgets?period=day")) {
      assertThat(admin.delete(path, header(mine)).code()).as(path).isEqualTo("workspace-frozen");
    }
    assertThat(admin.post("/v1/admin/runs", header(mine), "{}").code())
        .isEqualTo("workspace-frozen");
    assertThat(admin.delete("/v1/workspaces/" + mine, Optional.empty()).status()).isEqualTo(409);
    assertThat(admin.get("/v1/workspaces/" + mine, Optional.empty()).json().path("state").asText())
        .isEqualTo("frozen");
    assertThat(put(theirs, "new", "New", "A new text.").status()).isEqualTo(201);

    admin.post("/v1/workspaces/" + mine + "/thaw", Optional.empty(), "");
    assertThat(put(mine, "new", "New", "A new text.").status()).isEqualTo(201);
  }

  @Test
  void describesWhatAWorkspaceTakes() {
    ask(mine, PLAIN);

    JsonNode details = admin.get("/v1/admin/workspace", header(mine)).json();

    assertThat(details.path("state").asText()).isEqualTo("ready");
    assertThat(details.path("revision").asLong()).isPositive();
    assertThat(details.path("luceneBytes").asLong()).isPositive();
    assertThat(details.path("graphBytes").asLong()).isPositive();
    assertThat(details.path("cachedAnswers").asLong()).isEqualTo(1);
    assertThat(details.path("tables").findValuesAsText("table")).contains("chunk", "source_item");
    assertThat(details.at("/policy/maxTokens").asInt()).isPositive();
  }

  /// The canary is where it should be before it is erased: else the search would prove nothing.
  private void askedAndKept() {
    ask(mine, "Where is the vault of " + CANARY + "?");
    ask(mine, "Where is the vault of " + CANARY + "?");
    assertThat(seen()).contains("redis", "index", "table source_item", "table chunk");
  }

  private void failedRun() {
    Superuser.execute(
        """
        WITH failing AS (INSERT INTO run (workspace, job, source, state, created_at, beat_at)
          VALUES ('%1$s', gen_random_uuid(), 'people', 'failed', now(), now()) RETURNING id)
        INSERT INTO run_failure SELECT '%1$s', id, '%2$s-1', 'code', 'reason' FROM failing
        """
            .formatted(mine, CANARY));
  }

  private void assertStandingNeighbours() {
    assertThat(ask(mine, "Where is the vault of " + CANARY + "?")).doesNotContain("cellar");
    assertThat(ask(mine, PLAIN)).contains("deep");
    assertThat(ask(theirs, "Where is the vault of " + NEIGHBOUR + "?"))
        .contains(NEIGHBOUR)
        .doesNotContain(CANARY);
    assertThat(admin.get("/v1/documents/kept", header(mine)).status()).isEqualTo(200);
  }

  private JsonNode erase(String source, String key) {
    Answer answer =
        admin.post(
            "/v1/admin/erasures", header(mine), Client.text(Map.of("source", source, "key", key)));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json();
  }

  private JsonNode report(JsonNode erased) {
    return admin.get("/v1/admin/erasures/" + erased.path("id").asText(), Optional.empty()).json();
  }

  private static List<String> names(JsonNode erased) {
    List<String> names = new ArrayList<>();
    erased.at("/proof/places").forEach(place -> names.add(place.path("name").asText()));
    return names;
  }

  private static List<String> found(JsonNode erased) {
    List<String> found = new ArrayList<>();
    erased
        .at("/proof/places")
        .forEach(
            place -> {
              if (place.path("found").asLong() > 0) {
                found.add(place.path("name").asText() + " " + place.path("found").asLong());
              }
            });
    return found;
  }

  /// Where the canary is, as the test sees it.
  private List<String> seen() {
    List<String> places = new ArrayList<>();
    for (String table :
        Superuser.strings(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 1")) {
      if (!Superuser.strings(
              "SELECT 1 FROM %s t WHERE t::text ILIKE ?".formatted(table), "%" + CANARY + "%")
          .isEmpty()) {
        places.add("table " + table);
      }
    }
    if (IndexFiles.any(folder(), ErasureIT::says)) {
      places.add("index");
    }
    if (inRedis()) {
      places.add("redis");
    }
    return places;
  }

  private static Path folder() {
    return Path.of(Client.setting("raghub.index.folder"));
  }

  private boolean inRedis() {
    var cursor = redis.key().scan(new KeyScanArgs().count(1_000));
    boolean found = false;
    while (cursor.hasNext()) {
      for (String key : cursor.next()) {
        found |= says(key.getBytes(StandardCharsets.UTF_8));
        String type = redis.execute("TYPE", key).toString();
        if (type.equals("hash")) {
          // The level of a caller's limits.
          found |= says(redis.execute("HGETALL", key).toString().getBytes(StandardCharsets.UTF_8));
        } else if (type.equals("string")) {
          byte[] value = redis.value(String.class, byte[].class).get(key);
          found |= value != null && (says(value) || says(inflated(value)));
        } else {
          found |=
              says(
                  redis
                      .execute("ZRANGE", key, "0", "-1")
                      .toString()
                      .getBytes(StandardCharsets.UTF_8));
        }
      }
    }
    return found;
  }

  private static byte[] inflated(byte[] value) {
    try (var in = new InflaterInputStream(new ByteArrayInputStream(value))) {
      return in.readAllBytes();
    } catch (IOException none) {
      return new byte[0];
    }
  }

  private static boolean says(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT).contains(CANARY);
  }

  private String ask(Workspace workspace, String question) {
    Answer answer =
        admin.post("/v1/query", header(workspace), Client.text(Map.of("question", question)));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }

  private void push(Workspace workspace, String key, String title, String text) {
    assertThat(put(workspace, key, title, text).status()).isEqualTo(201);
  }

  private Answer put(Workspace workspace, String key, String title, String text) {
    return admin
        .withKey(List.of("ingest"))
        .put(
            "/v1/documents/" + key,
            header(workspace),
            Client.text(Map.of("title", title, "text", text)));
  }

  private void row(Workspace workspace, String key, String text) {
    Document document =
        new Document(
            "people",
            key,
            "person",
            "Person " + key,
            List.of(),
            List.of(),
            text,
            List.of(),
            List.of(),
            true);
    merge.merge(workspace, List.of(preparation.prepare(document)), OptionalLong.empty());
    embedding.embed(workspace, done -> {});
    indexes.catchUp(workspace);
  }

  private static Optional<String> header(Workspace workspace) {
    return Optional.of(workspace.id().value());
  }
}
