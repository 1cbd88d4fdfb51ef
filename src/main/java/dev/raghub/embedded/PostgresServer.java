package dev.raghub.embedded;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/// A running PostgreSQL 17. Thread-safe.
public final class PostgresServer {
  private final PostgresCluster cluster;
  private final Path installation;
  private final ServerProcess process;
  private final int port;
  private final String password;

  private PostgresServer(
      PostgresCluster cluster,
      Path installation,
      ServerProcess process,
      int port,
      String password) {
    this.cluster = cluster;
    this.installation = installation;
    this.process = process;
    this.port = port;
    this.password = password;
  }

  /// Unpacks, initialises and starts what is missing; returns once the server answers.
  static PostgresServer start(OwnedFolder folder) {
    Path installation = PostgresBinaries.install(folder.settings());
    PostgresCluster cluster = new PostgresCluster(folder, installation);
    StopSignal stop = new PostgresStop(folder.launcher(), installation);
    cluster.prepare(stop);
    String password = folder.secrets().password(PostgresCluster.SUPERUSER);
    for (int attempt = 1; ; attempt++) {
      int port = FreePort.find();
      cluster.configure(port);
      ServerProcess process = folder.launch(command(folder, installation, cluster, stop));
      try {
        process.awaitReady(folder.settings().startLimit(), () -> cluster.isReady(process.pid()));
        PostgresServer server = new PostgresServer(cluster, installation, process, port, password);
        server.requirePassword();
        return server;
      } catch (RuntimeException failed) {
        folder.discard(process);
        if (attempt == FreePort.ATTEMPTS || !process.portWasTaken()) {
          throw failed;
        }
      }
    }
  }

  private static ServerCommand command(
      OwnedFolder folder, Path installation, PostgresCluster cluster, StopSignal stop) {
    String program = installation.resolve("bin/postgres").toString();
    Path log = folder.settings().folder().resolve("postgres.log");
    return new ServerCommand(
        "PostgreSQL",
        List.of(program, "-D", cluster.data().toString()),
        cluster.data(),
        log,
        "",
        stop);
  }

  private void requirePassword() {
    try {
      connections("postgres").open().close();
    } catch (SQLException cause) {
      throw process.failure(
          "refuses the password in the folder's secrets file (SQL state "
              + cause.getSQLState()
              + "); expected the file that was made together with the data");
    }
  }

  public int port() {
    return port;
  }

  /// The address of a database, without user and password.
  public String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  public String superuser() {
    return PostgresCluster.SUPERUSER;
  }

  public String password() {
    return password;
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /// The folder with `bin`, `lib` and `share` of this PostgreSQL.
  public Path installation() {
    return installation;
  }

  /// The cluster's files.
  public Path data() {
    return cluster.data();
  }

  /// Makes an empty database that belongs to the superuser.
  public void createDatabase(String name) {
    connections("postgres").administrate(administration -> administration.createDatabase(name));
  }

  /// Makes a database, the login role that owns it and the login role that applications use, or
  /// brings what is there to that state; may be called at every start. Neither role is a superuser,
  /// may pass row security, or may make roles or databases. Nobody else may connect.
  public void provision(
      String database,
      String owner,
      String ownerPassword,
      String application,
      String applicationPassword) {
    connections("postgres")
        .administrate(
            administration -> {
              administration.ensureLogin(owner, ownerPassword);
              administration.ensureLogin(application, applicationPassword);
              administration.ensureDatabase(database, owner);
              administration.allowConnections(database, application);
            });
  }

  /// Makes an extension in a database if this installation has it.
  ///
  /// @return whether the database now has the extension
  public boolean createExtension(String database, String extension) {
    return connections(database)
        .compute(administration -> administration.ensureExtension(extension));
  }

  private PostgresConnections connections(String database) {
    return new PostgresConnections(jdbcUrl(database), superuser(), password);
  }
}
