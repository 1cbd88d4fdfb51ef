package dev.raghub.merge;

import dev.raghub.corpus.Chunk;
import dev.raghub.corpus.PostgresChunkRow;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;

/// Writes the pairs of words of what was stored before there were pairs, once, when a gateway
/// starts on an older database. Only we know how a text is split into words, so this is no SQL.
public final class PostgresStoredPairs implements JavaMigration {
  private static final int READ_AT_ONCE = 1_000;

  @Override
  public MigrationVersion getVersion() {
    return MigrationVersion.fromVersion("19.1");
  }

  @Override
  public String getDescription() {
    return "stored pairs";
  }

  @Override
  public @Nullable Integer getChecksum() {
    return null;
  }

  @Override
  public boolean canExecuteInTransaction() {
    return true;
  }

  @Override
  public void migrate(Context context) throws SQLException {
    Connection connection = context.getConnection();
    for (String workspace : workspaces(connection)) {
      enter(connection, workspace);
      try (PreparedStatement chunks =
          connection.prepareStatement(
              "SELECT id, ordinal, sentences, free, embed FROM chunk WHERE workspace = ?")) {
        chunks.setFetchSize(READ_AT_ONCE);
        chunks.setString(1, workspace);
        write(connection, workspace, chunks);
      }
    }
  }

  private static List<String> workspaces(Connection connection) throws SQLException {
    List<String> names = new ArrayList<>();
    try (PreparedStatement all = connection.prepareStatement("SELECT workspace FROM workspace");
        ResultSet rows = all.executeQuery()) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }

  private static void enter(Connection connection, String workspace) throws SQLException {
    try (PreparedStatement setting =
        connection.prepareStatement("SELECT set_config('raghub.workspace', ?, true)")) {
      setting.setString(1, workspace);
      setting.execute();
    }
  }

  private static void write(Connection connection, String workspace, PreparedStatement chunks)
      throws SQLException {
    try (ResultSet rows = chunks.executeQuery();
        PreparedStatement pairs =
            connection.prepareStatement(
                "INSERT INTO chunk_pair (workspace, pair, chunk) SELECT ?, pair, ? FROM unnest(?) AS said (pair)")) {
      while (rows.next()) {
        Chunk chunk = PostgresChunkRow.of(rows);
        Set<Long> said = Gazetteer.pairs(chunk);
        Array numbers = connection.createArrayOf("bigint", said.toArray());
        pairs.setString(1, workspace);
        pairs.setLong(2, chunk.id().value());
        pairs.setArray(3, numbers);
        pairs.executeUpdate();
      }
    }
  }
}
