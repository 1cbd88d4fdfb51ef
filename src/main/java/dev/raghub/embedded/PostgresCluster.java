package dev.raghub.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The files of one PostgreSQL cluster: made by initdb under another name and renamed when
/// complete, so that an interrupted initdb never leaves a data folder, only one to be discarded.
final class PostgresCluster {
  static final String SUPERUSER = "postgres";

  private static final Duration INITDB_LIMIT = Duration.ofMinutes(2);

  private final OwnedFolder folder;
  private final Path installation;
  private final Path base;

  PostgresCluster(OwnedFolder folder, Path installation) {
    this.folder = folder;
    this.installation = installation;
    this.base = folder.settings().folder().resolve("postgres");
  }

  Path data() {
    return base.resolve("data");
  }

  /// Leaves a complete cluster that no process uses, with the configuration for a port.
  void prepare(StopSignal stop) {
    try {
      Files.createDirectories(base);
      Path unfinished = base.resolve("data.new");
      Orphans.stop("initdb", unfinished, ProcessHandle::destroyForcibly);
      Orphans.stop("postgres", unfinished, ProcessHandle::destroyForcibly);
      Folders.delete(unfinished);
      if (isAbsent(data())) {
        initialise(unfinished);
      }
      requireVersion();
      Orphans.stop("postgres", data(), stop);
      removeForeignPid();
      folder.launcher().own(base);
    } catch (IOException cause) {
      throw Failures.notWritable(base, cause);
    }
  }

  private static boolean isAbsent(Path data) throws IOException {
    if (!Files.exists(data)) {
      return true;
    }
    try (Stream<Path> content = Files.list(data)) {
      return content.findAny().isEmpty();
    }
  }

  private void initialise(Path unfinished) throws IOException {
    FreeSpace.require(base);
    Path passwordFile = base.resolve("password.new");
    Files.deleteIfExists(passwordFile);
    try {
      Secrets.createPrivate(passwordFile);
      Files.writeString(passwordFile, folder.secrets().password(SUPERUSER) + "\n");
      Files.createDirectory(
          unfinished,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      folder.launcher().own(base);
      folder.launcher().own(passwordFile);
      folder.launcher().own(unfinished);
      initdb(unfinished, passwordFile);
    } finally {
      Files.deleteIfExists(passwordFile);
    }
    Files.move(unfinished, data(), StandardCopyOption.ATOMIC_MOVE);
  }

  /// Unicode by PostgreSQL's own rules, which are the same on every machine; the C library's locale
  /// serves the text search parser only, which knows no other.
  private void initdb(Path unfinished, Path passwordFile) throws IOException {
    List<String> command = new ArrayList<>(List.of(installation.resolve("bin/initdb").toString()));
    command.addAll(List.of("--pgdata", unfinished.toString(), "--username", SUPERUSER));
    command.addAll(List.of("--pwfile", passwordFile.toString(), "--auth=scram-sha-256"));
    command.addAll(List.of("--data-checksums", "--encoding=UTF8"));
    command.addAll(List.of("--locale-provider=builtin", "--builtin-locale=C.UTF-8"));
    command.addAll(List.of("--locale=C", "--lc-ctype=C.UTF-8"));
    Path log = folder.settings().folder().resolve("initdb.log");
    ServerProcess initdb =
        folder.launch(
            new ServerCommand(
                "initdb", command, unfinished, log, "", ProcessHandle::destroyForcibly));
    try {
      initdb.awaitSuccess(INITDB_LIMIT);
    } finally {
      folder.discard(initdb);
    }
  }

  private void requireVersion() throws IOException {
    Path file = data().resolve("PG_VERSION");
    String version = Files.exists(file) ? Files.readString(file).strip() : "none";
    if (!version.equals(PostgresBinaries.MAJOR)) {
      throw Failures.server(
          "The folder %s holds PostgreSQL data of version %s; expected version %s"
              .formatted(data(), version, PostgresBinaries.MAJOR));
    }
  }

  /// Removes a postmaster.pid whose pid now belongs to a stranger, before which PostgreSQL would
  /// stop. When that pid is nobody's, PostgreSQL sees that itself, and checks more than we could.
  private void removeForeignPid() throws IOException {
    Path file = data().resolve("postmaster.pid");
    if (!Files.exists(file)) {
      return;
    }
    String first = Files.readString(file).lines().findFirst().orElse("").strip();
    boolean dead = first.matches("\\d{1,9}") && ProcessHandle.of(Long.parseLong(first)).isEmpty();
    if (!dead) {
      Files.delete(file);
    }
  }

  /// Writes the configuration anew: it belongs to raghub, not to the data.
  void configure(int port) {
    try {
      write("postgresql.conf", PostgresConfiguration.server(port));
      write("pg_hba.conf", PostgresConfiguration.access());
    } catch (IOException cause) {
      throw Failures.notWritable(data(), cause);
    }
  }

  private void write(String name, String text) throws IOException {
    Path file = data().resolve(name);
    Files.writeString(file, text);
    folder.launcher().own(file);
  }

  /// Whether the postmaster says that it accepts connections: the eighth line of its pid file.
  boolean isReady(long pid) {
    try {
      List<String> lines = Files.readAllLines(data().resolve("postmaster.pid"));
      return lines.size() >= 8
          && lines.getFirst().strip().equals(String.valueOf(pid))
          && lines.get(7).strip().equals("ready");
    } catch (IOException notYet) {
      return false;
    }
  }
}
