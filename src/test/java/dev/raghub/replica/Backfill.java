package dev.raghub.replica;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.raghub.Superuser;
import dev.raghub.bench.SyntheticTable;
import dev.raghub.rest.Client;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/// A workspace that a large table fills for the first time.
record Backfill(String workspace, SyntheticTable table, Client admin) {
  /// Between two looks, each of which costs the gateway a few milliseconds.
  private static final long PAUSE = Duration.ofMillis(300).toNanos();

  /// Makes the database, the mapping and the workspace.
  ///
  /// @param embed what is embedded of the articles: `always` or `never`
  static Backfill of(SyntheticTable table, String embed, Client admin) {
    String name = "backfill-" + UUID.randomUUID().toString().substring(0, 8);
    Client.sql("postgres", "CREATE DATABASE \"" + name + "\"");
    try (Connection connection =
        DriverManager.getConnection(
            Client.database(name),
            Client.setting("raghub.test.superuser"),
            Client.setting("raghub.test.superuser-password"))) {
      table.create(connection);
      Path folder = Files.createDirectories(Path.of(Client.setting("raghub.ingest.mappings")));
      Files.writeString(folder.resolve(name + ".yaml"), yaml(name, embed));
    } catch (SQLException | IOException refused) {
      throw new IllegalStateException(refused);
    }
    return new Backfill(admin.workspace(name), table, admin);
  }

  /// What a run did.
  record Ended(long read, long created, long failed, Duration took) {
    double perSecond() {
      return read / (took.toMillis() / 1_000.0);
    }
  }

  /// Starts the runs. Returns their numbers: the authors', the articles', the embeddings'.
  List<Long> start() {
    Client.Answer started = admin.post("/v1/admin/runs", header(), "{}");
    assertThat(started.status()).as(started.body()).isLessThan(300);
    return started.json().get("runs").valueStream().map(JsonNode::asLong).toList();
  }

  /// Waits for a run's end.
  ///
  /// @param progress told again and again how many rows are read
  Ended await(long run, Consumer<Long> progress) {
    JsonNode seen = state(run);
    while (!seen.get("state").asText().equalsIgnoreCase("finished")) {
      assertThat(seen.get("state").asText()).as(seen.toString()).isNotEqualToIgnoringCase("failed");
      progress.accept(seen.at("/counts/read").asLong());
      LockSupport.parkNanos(PAUSE);
      seen = state(run);
    }
    return new Ended(
        seen.at("/counts/read").asLong(),
        seen.at("/counts/created").asLong(),
        seen.at("/counts/failed").asLong(),
        Duration.between(
            Instant.parse(seen.get("startedAt").asText()),
            Instant.parse(seen.get("finishedAt").asText())));
  }

  /// A number that PostgreSQL has of the workspace.
  ///
  /// @param select with `?` for the workspace
  long count(String select) {
    return Long.parseLong(Superuser.strings(select, workspace).getFirst());
  }

  /// The texts that were embedded, as the embedder saw them.
  List<String> embedded() {
    return Superuser.strings(
        "SELECT item.title || E'\\n' || array_to_string(chunk.sentences, E'\\n') FROM chunk "
            + "JOIN source_item item ON item.workspace = chunk.workspace AND item.id = chunk.item "
            + "WHERE chunk.workspace = ? AND chunk.embed ORDER BY chunk.hash",
        workspace);
  }

  /// Where a gateway keeps this workspace's indexes.
  Path indexes(Path folder) {
    String incarnation =
        Superuser.strings("SELECT incarnation::text FROM workspace WHERE workspace = ?", workspace)
            .getFirst();
    return folder.resolve(workspace).resolve(incarnation);
  }

  private JsonNode state(long run) {
    return admin.get("/v1/admin/runs/" + run, header()).json();
  }

  private Optional<String> header() {
    return Optional.of(workspace);
  }

  private static String yaml(String workspace, String embed) {
    return """
    workspace: %s
    database: {url: "%s", user: "${SHOP_IT_USER}", password: "${SHOP_IT_PASSWORD}"}
    sources:
      - name: author
        table: author
        key: [id]
        title: [name]
        embed: never
      - name: article
        table: article
        key: [id]
        title: [title]
        text: [body]
        embed: %s
        references:
          - {name: author, columns: [author_id], to: author}
    """
        .formatted(workspace, Client.database(workspace), embed);
  }
}
