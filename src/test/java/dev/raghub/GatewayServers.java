package dev.raghub;

import dev.raghub.embedded.EmbeddedServers;
import dev.raghub.embedded.EmbeddedSettings;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/// A real PostgreSQL and a real Redis for `@QuarkusTest`, empty at the start: annotate the test
/// with `@QuarkusTestResource(GatewayServers.class)`. With RAGHUB_PGVECTOR set, the database has
/// pgvector.
public final class GatewayServers implements QuarkusTestResourceLifecycleManager {
  private static final String OWNER = "raghub_owner";
  private static final String APPLICATION = "raghub_app";
  private static final String PASSWORD = "only-on-loopback";

  /// A busy machine may take more than a customer would wait for; tests of what is slow hold it up
  /// for longer than this.
  private static final Map<String, String> PATIENCE =
      Map.ofEntries(
          Map.entry("raghub.redis.timeout", "3s"),
          Map.entry("quarkus.redis.tcp.connection-timeout", "10S"),
          Map.entry("quarkus.redis.limits.tcp.connection-timeout", "10S"),
          Map.entry("raghub.retrieve.deadline", "30s"),
          Map.entry("raghub.route.deadline", "30s"),
          Map.entry("raghub.aggregate.timeout", "10s"));

  private EmbeddedServers servers;
  private Path folder;

  @Override
  public Map<String, String> start() {
    try {
      Files.createDirectories(Path.of("target"));
      folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "gateway-");
    } catch (IOException refused) {
      throw new IllegalStateException(refused);
    }
    servers =
        EmbeddedServers.start(
            EmbeddedSettings.in(folder.resolve("servers"))
                .withBinaries(Path.of("target", "test-binaries").toAbsolutePath()));
    servers.postgres().provision("raghub", OWNER, PASSWORD, APPLICATION, PASSWORD);
    servers.postgres().createExtension("raghub", "vector");
    hasten();
    Map<String, String> settings = new HashMap<>(models(FreePort.find()));
    settings.putAll(own());
    settings.putAll(PATIENCE);
    return settings;
  }

  private Map<String, String> own() {
    return Map.ofEntries(
        Map.entry("raghub.database.url", servers.postgres().jdbcUrl("raghub")),
        Map.entry("raghub.database.username", APPLICATION),
        Map.entry("raghub.database.password", PASSWORD),
        Map.entry("raghub.database.owner-username", OWNER),
        Map.entry("raghub.database.owner-password", PASSWORD),
        Map.entry("raghub.redis.url", servers.redis().uri()),
        Map.entry("raghub.keys.secret", "a-secret-for-tests-of-at-least-32-characters"),
        Map.entry("raghub.keys.first-key-file", folder.resolve("admin.key").toString()),
        Map.entry("raghub.index.folder", folder.resolve("index").toString()),
        Map.entry("raghub.ingest.mappings", folder.resolve("etl").toString()),
        Map.entry("raghub.files.root", folder.resolve("files").toString()),
        Map.entry("raghub.test.folder", folder.toString()),
        Map.entry("raghub.test.superuser", servers.postgres().superuser()),
        Map.entry("raghub.test.superuser-password", servers.postgres().password()));
  }

  /// Two endpoints, `house` and `cloud`.
  private static Map<String, String> models(int models) {
    return Map.ofEntries(
        // Where a test may start a ScriptedServer to stand for two models.
        Map.entry("raghub.test.models-port", Integer.toString(models)),
        Map.entry("raghub.endpoint.house.kind", "openai"),
        Map.entry("raghub.endpoint.house.url", "http://127.0.0.1:" + models + "/v1"),
        Map.entry("raghub.endpoint.house.model", "scripted-small"),
        Map.entry("raghub.endpoint.house.retries", "0"),
        Map.entry("raghub.endpoint.house.breaker-failures", "1000"),
        Map.entry("raghub.endpoint.cloud.kind", "anthropic"),
        Map.entry("raghub.endpoint.cloud.url", "http://127.0.0.1:" + models + "/v1"),
        Map.entry("raghub.endpoint.cloud.model", "scripted-large"),
        Map.entry("raghub.endpoint.cloud.remote", "true"),
        Map.entry("raghub.endpoint.cloud.key", "canary-of-a-key"),
        Map.entry("raghub.endpoint.cloud.price-input", "3"),
        Map.entry("raghub.endpoint.cloud.price-output", "15"),
        Map.entry("raghub.endpoint.cloud.retries", "0"),
        Map.entry("raghub.endpoint.cloud.breaker-failures", "1000"));
  }

  /// What is deleted at the end need not survive a power cut.
  private void hasten() {
    try (Connection connection =
            DriverManager.getConnection(
                servers.postgres().jdbcUrl("postgres"),
                servers.postgres().superuser(),
                servers.postgres().password());
        Statement statement = connection.createStatement()) {
      statement.execute("alter system set fsync = off");
      statement.execute("alter system set synchronous_commit = off");
      statement.execute("alter system set full_page_writes = off");
      statement.execute("select pg_reload_conf()");
    } catch (SQLException cause) {
      throw new IllegalStateException("Cannot set up the test database", cause);
    }
  }

  @Override
  public void stop() {
    if (servers != null) {
      servers.close();
    }
  }
}
