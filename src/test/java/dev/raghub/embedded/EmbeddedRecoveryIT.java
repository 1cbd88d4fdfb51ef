package dev.raghub.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedRecoveryIT {
  @TempDir private Path temp;

  @AfterEach
  void nothingIsLeftRunning() {
    assertThat(Orphans.find("postgres", data())).isEmpty();
    assertThat(Orphans.find("redis-server", folder().resolve("redis"))).isEmpty();
  }

  @Test
  void stopsTheOrphansOfAKilledJvmAndKeepsTheirData() throws Exception {
    long orphan;
    try (ForkedServers other = ForkedServers.start(folder())) {
      String password = Secrets.in(folder()).password("postgres");
      try (Connection open = DriverManager.getConnection(other.jdbcUrl(), "postgres", password)) {
        execute(open, "create table kept as select 42 as answer");
        other.kill();
        assertThat(Orphans.find("postgres", data())).isNotEmpty();
        orphan = pidInFile();
      }

      try (EmbeddedServers servers = EmbeddedServers.start(settings())) {
        assertThat(servers.postgres().pid()).isNotEqualTo(orphan);
        assertThat(Orphans.isOurs(orphan, "postgres", data())).isFalse();
        assertThat(answer(servers.postgres())).isEqualTo(42);
        assertThat(Files.readString(folder().resolve("postgres.log.1")))
            .contains("database system is shut down");
      }
    }
  }

  @Test
  void stopsItsServersWhenTheJvmIsTerminated() throws Exception {
    try (ForkedServers other = ForkedServers.start(folder())) {
      other.terminate();

      assertThat(Orphans.find("postgres", data())).isEmpty();
      assertThat(Files.readString(folder().resolve("postgres.log")))
          .contains("database system is shut down");
    }
  }

  @Test
  void recoversAfterPostgresIsKilled() throws Exception {
    try (EmbeddedServers servers = EmbeddedServers.start(settings())) {
      PostgresServer postgres = servers.postgres();
      try (Connection connection = connect(postgres)) {
        execute(connection, "create table kept as select 42 as answer");
      }
      ProcessHandle.of(postgres.pid()).orElseThrow().destroyForcibly();
      Deadline deadline = Deadline.in(Duration.ofSeconds(5));
      while (postgres.isAlive() && !deadline.passed()) {
        Deadline.pause("waiting for the kill");
      }
      assertThat(servers.dead()).containsExactly("PostgreSQL");
    }

    try (EmbeddedServers servers = EmbeddedServers.start(settings())) {
      assertThat(answer(servers.postgres())).isEqualTo(42);
    }
  }

  @Test
  void ignoresThePidFileOfAStrangerAndLeavesTheStrangerAlone() throws Exception {
    EmbeddedPostgres.start(settings()).close();
    Process stranger = new ProcessBuilder("sleep", "60").start();
    try {
      for (String pid : List.of(String.valueOf(stranger.pid()), "999999999", "nonsense", "")) {
        Files.writeString(data().resolve("postmaster.pid"), pid + "\n" + data() + "\n");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(settings())) {
          assertThat(postgres.server().isAlive()).as("with pid '%s'", pid).isTrue();
        }
        assertThat(stranger.isAlive()).isTrue();
      }
    } finally {
      stranger.destroyForcibly();
    }
  }

  @Test
  void redoesAnInterruptedInitdb() throws Exception {
    Path unfinished = folder().resolve("postgres/data.new");
    Files.createDirectories(unfinished.resolve("base/1"));
    Files.writeString(unfinished.resolve("PG_VERSION"), "17\n");

    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(settings())) {
      assertThat(postgres.server().isAlive()).isTrue();
      assertThat(unfinished).doesNotExist();
    }
  }

  @Test
  void refusesADataFolderThatIsNotItsOwn() throws Exception {
    Files.createDirectories(data());
    Files.writeString(data().resolve("holiday.txt"), "pictures");

    assertThatThrownBy(() -> EmbeddedPostgres.start(settings()))
        .isInstanceOfSatisfying(
            RaghubException.class,
            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.EMBEDDED_SERVER_FAILED))
        .hasMessageContaining("version none; expected version 17");
    assertThat(data().resolve("holiday.txt")).hasContent("pictures");
  }

  @Test
  void refusesDataWhosePasswordFileIsLost() throws Exception {
    EmbeddedPostgres.start(settings()).close();
    Files.delete(folder().resolve("secrets"));

    assertThatThrownBy(() -> EmbeddedPostgres.start(settings()))
        .isInstanceOf(RaghubException.class)
        .hasMessageContaining("refuses the password in the folder's secrets file")
        .hasMessageContaining(folder().resolve("postgres.log").toString());
  }

  private Path folder() {
    return temp.resolve("a folder");
  }

  private Path data() {
    return folder().resolve("postgres/data");
  }

  private EmbeddedSettings settings() {
    return EmbeddedTestPaths.settings(folder());
  }

  private long pidInFile() throws IOException {
    return Long.parseLong(Files.readAllLines(data().resolve("postmaster.pid")).getFirst().strip());
  }

  private static Connection connect(PostgresServer server) throws SQLException {
    return DriverManager.getConnection(
        server.jdbcUrl("postgres"), server.superuser(), server.password());
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static int answer(PostgresServer server) throws SQLException {
    try (Connection connection = connect(server);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select answer from kept")) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
