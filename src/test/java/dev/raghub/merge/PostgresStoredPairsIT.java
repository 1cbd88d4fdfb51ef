package dev.raghub.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raghub.GatewayServers;
import dev.raghub.Superuser;
import dev.raghub.TestWorkspaces;
import dev.raghub.ingest.Preparation;
import dev.raghub.rest.Client;
import dev.raghub.workspace.PostgresWorkspaces;
import dev.raghub.workspace.Workspace;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.migration.Context;
import org.junit.jupiter.api.Test;

/// A database of before there were pairs of words, as its owner.
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
class PostgresStoredPairsIT {
  private static final int DOCUMENTS = 30;

  @Inject PostgresWorkspaces workspaces;
  @Inject PostgresMerge merge;
  @Inject Preparation preparation;

  @Test
  void writesThePairsThatAMergeWrites() throws SQLException {
    List<Workspace> filled = List.of(filled("pairs-a", 1), filled("pairs-b", 2));
    List<List<String>> before = filled.stream().map(TableDump::of).toList();
    assertThat(before)
        .allSatisfy(rows -> assertThat(rows).anyMatch(row -> row.startsWith("chunk_pair ")));

    Superuser.execute("TRUNCATE chunk_pair");
    try (Connection owner =
        DriverManager.getConnection(
            Client.setting("raghub.database.url"),
            Client.setting("raghub.database.owner-username"),
            Client.setting("raghub.database.owner-password"))) {
      owner.setAutoCommit(false);
      new PostgresStoredPairs().migrate(on(owner));
      owner.commit();
    }

    assertThat(filled.stream().map(TableDump::of).toList()).isEqualTo(before);
  }

  @Test
  void isAppliedWhenAGatewayStarts() {
    assertThat(
            Superuser.strings(
                "SELECT description FROM flyway_schema_history WHERE version = '19.1' AND success"))
        .containsExactly("stored pairs");
  }

  private Workspace filled(String name, long seed) {
    Workspace workspace = TestWorkspaces.fresh(workspaces, name);
    RandomDocuments documents = new RandomDocuments(new Random(seed), 2, 10, false);
    for (int i = 0; i < DOCUMENTS; i++) {
      merge.merge(workspace, List.of(preparation.prepare(documents.next())), OptionalLong.empty());
    }
    return workspace;
  }

  private static Context on(Connection connection) {
    return new Context() {
      @Override
      public Configuration getConfiguration() {
        throw new UnsupportedOperationException();
      }

      @Override
      public Connection getConnection() {
        return connection;
      }
    };
  }
}
