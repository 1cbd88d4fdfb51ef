package dev.raghub.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.raghub.TestPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedServersIT {
  @TempDir private Path temp;

  @Test
  void keepsDataAcrossRestarts() throws Exception {
    try (EmbeddedServers servers = start()) {
      sql(servers.postgres(), "create table kept as select 42 as answer");
      assertThat(redis(servers.redis(), "SET kept 42")).isEqualTo("+OK");
    }

    try (EmbeddedServers servers = start()) {
      assertThat(query(servers.postgres(), "select answer from kept")).isEqualTo("42");
      assertThat(redis(servers.redis(), "STRLEN kept")).isEqualTo(":2");
    }
  }

  @Test
  void leavesNoProcessAndMayBeClosedTwice() {
    EmbeddedServers servers = start();
    assertThat(servers.dead()).isEmpty();

    servers.close();
    servers.close();

    assertThat(servers.postgres().isAlive()).isFalse();
    assertThat(servers.redis().isAlive()).isFalse();
    assertThat(servers.dead()).containsExactly("Redis", "PostgreSQL");
    assertThat(Orphans.find("postgres", servers.postgres().data())).isEmpty();
  }

  @Test
  void runsDurableAndReadyForChangeCapture() throws Exception {
    try (EmbeddedServers servers = start()) {
      PostgresServer postgres = servers.postgres();
      assertThat(query(postgres, "show server_version"))
          .isEqualTo(PostgresBinaries.VERSION.replaceFirst("\\.0$", ""));
      assertThat(query(postgres, "show fsync")).isEqualTo("on");
      assertThat(query(postgres, "show wal_level")).isEqualTo("logical");
      assertThat(query(postgres, "show data_checksums")).isEqualTo("on");
      assertThat(query(postgres, "show listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(query(postgres, "select lower('ÄÖ') || upper('é')")).isEqualTo("äöÉ");
      assertThat(query(postgres, "select to_tsvector('german', 'Äpfel')::text"))
          .isEqualTo("'apfel':1");
    }
  }

  @Test
  void refusesAWrongPasswordAndNone() {
    try (EmbeddedServers servers = start()) {
      PostgresServer postgres = servers.postgres();
      assertThat(stateOfConnecting(postgres, "postgres", "wrong")).isEqualTo("28P01");
      assertThat(new RedisPing(servers.redis().port(), "wrong").answers()).isFalse();
    }
  }

  @Test
  void keepsItsPasswordsInAPrivateFileOnly() throws Exception {
    try (EmbeddedServers servers = start()) {
      Path folder = temp.resolve("servers");
      String password = servers.postgres().password();
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(folder.resolve("secrets"))))
          .isEqualTo("rw-------");
      assertThat(servers.secrets().password("postgres")).isEqualTo(password);
      assertThat(servers.secrets()).asString().doesNotContain(password);
      assertThat(folder.resolve("postgres/password.new")).doesNotExist();
      for (long pid : List.of(servers.postgres().pid(), servers.redis().pid())) {
        assertThat(Files.readString(Path.of("/proc/" + pid + "/cmdline")))
            .doesNotContain(password, servers.secrets().password("redis"));
      }
    }
  }

  @Test
  void provisionsTwiceWithoutHarm() throws Exception {
    try (EmbeddedServers servers = start()) {
      PostgresServer postgres = servers.postgres();
      postgres.provision("shop", "shop_owner", "first", "shop_app", "other");
      postgres.provision("shop", "shop_owner", "it's", "shop_app", "b\"c");

      assertThat(stateOfConnecting(postgres, "shop_owner", "first")).isEqualTo("28P01");
      try (Connection owner = connect(postgres, "shop", "shop_owner", "it's");
          Connection application = connect(postgres, "shop", "shop_app", "b\"c")) {
        assertThat(owner.isValid(1)).isTrue();
        assertThat(application.isValid(1)).isTrue();
      }
      assertThat(
              query(
                  postgres,
                  """
                  select count(*) from pg_roles where rolname like 'shop%' and rolcanlogin
                  and not (rolsuper or rolbypassrls or rolcreatedb or rolcreaterole)
                  """))
          .isEqualTo("2");
      assertThat(
              query(
                  postgres, "select datdba::regrole::text from pg_database where datname = 'shop'"))
          .isEqualTo("shop_owner");
    }
  }

  @Test
  void writesNeitherStatementsNorRowsToTheLog() throws Exception {
    try (EmbeddedServers servers = start()) {
      PostgresServer postgres = servers.postgres();
      sql(postgres, "create table person (name text primary key)");
      sql(postgres, "insert into person values ('Secretia')");
      assertThat(catchThrowable(() -> sql(postgres, "insert into person values ('Secretia')")))
          .isInstanceOf(SQLException.class);

      assertThat(Files.readString(temp.resolve("servers/postgres.log")))
          .contains("duplicate key")
          .doesNotContain("Secretia");
    }
  }

  @Test
  void makesAnEmptyTestDatabaseEachTime() throws Exception {
    String first = TestPostgres.freshDatabase();
    String second = TestPostgres.freshDatabase();

    assertThat(first).isNotEqualTo(second);
    try (Connection connection = DriverManager.getConnection(second);
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("select count(*) from pg_tables where schemaname = 'public'")) {
      rows.next();
      assertThat(rows.getInt(1)).isZero();
    }
  }

  private EmbeddedServers start() {
    return EmbeddedServers.start(EmbeddedTestPaths.settings(temp.resolve("servers")));
  }

  private static void sql(PostgresServer server, String sql) throws SQLException {
    try (Connection connection = connect(server, "postgres", "postgres", server.password());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String query(PostgresServer server, String sql) throws SQLException {
    try (Connection connection = connect(server, "postgres", "postgres", server.password());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static Connection connect(
      PostgresServer server, String database, String user, String password) throws SQLException {
    return DriverManager.getConnection(server.jdbcUrl(database), user, password);
  }

  private static String stateOfConnecting(PostgresServer server, String user, String password) {
    try (Connection connection = connect(server, "postgres", user, password)) {
      return "connected as " + connection.getMetaData().getUserName();
    } catch (SQLException refused) {
      return String.valueOf(refused.getSQLState());
    }
  }

  private static String redis(RedisServer server, String command) throws IOException {
    String password = server.uri().replaceFirst("^redis://:(.*)@.*$", "$1");
    try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), server.port())) {
      String lines = "AUTH " + password + "\r\n" + command + "\r\n";
      socket.getOutputStream().write(lines.getBytes(StandardCharsets.US_ASCII));
      BufferedReader replies =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      assertThat(replies.readLine()).isEqualTo("+OK");
      return replies.readLine();
    }
  }
}
