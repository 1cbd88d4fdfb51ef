package dev.raghub;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/// Looks into the database of [GatewayServers] past row-level security.
public final class Superuser {
  private Superuser() {}

  /// The first column of the rows, as text.
  public static List<String> strings(String sql, String... parameters) {
    try (PreparedStatement statement = Shared.connection().prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setString(i + 1, parameters[i]);
      }
      List<String> found = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(rows.getString(1));
        }
      }
      return found;
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /// Runs statements that return nothing.
  public static void execute(String sql) {
    try (Statement statement = Shared.connection().createStatement()) {
      statement.execute(sql);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /// Every table that has a workspace column, except the registry of workspaces.
  public static List<String> tablesOfWorkspaces() {
    return strings(
        "SELECT relname FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid "
            + "WHERE attname = 'workspace' AND relkind IN ('r', 'p') AND relname <> 'workspace' "
            + "AND relnamespace = 'public'::regnamespace ORDER BY relname");
  }

  /// One connection for all tests, as long as they use one server: to log in costs more than to
  /// ask.
  private static final class Shared {
    private static final int PATIENCE_SECONDS = 10;

    private static String server = "";
    private static Optional<Connection> connection = Optional.empty();

    private Shared() {}

    static synchronized Connection connection() {
      Config config = ConfigProvider.getConfig();
      String url = config.getValue("raghub.database.url", String.class);
      if (connection.isEmpty() || !url.equals(server) || isBroken(connection.get())) {
        server = url;
        connection = Optional.of(connect(config, url));
      }
      return connection.get();
    }

    /// Of a server that was restarted meanwhile.
    private static boolean isBroken(Connection connection) {
      try {
        return !connection.isValid(PATIENCE_SECONDS);
      } catch (SQLException failure) {
        throw new IllegalStateException(failure);
      }
    }

    private static Connection connect(Config config, String url) {
      try {
        return DriverManager.getConnection(
            url,
            config.getValue("raghub.test.superuser", String.class),
            config.getValue("raghub.test.superuser-password", String.class));
      } catch (SQLException failure) {
        throw new IllegalStateException(failure);
      }
    }
  }
}
