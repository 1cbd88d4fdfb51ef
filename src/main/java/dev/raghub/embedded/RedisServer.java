package dev.raghub.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/// A running Redis 6.2 without modules: a cache that survives restarts. Thread-safe.
public final class RedisServer {
  private final OwnedFolder folder;
  private final Path program;
  private final Path data;
  private final String password;
  private volatile int port;
  private volatile ServerProcess process;

  private RedisServer(OwnedFolder folder, Path program, Path data) {
    this.folder = folder;
    this.program = program;
    this.data = data;
    this.password = folder.secrets().password("redis");
    this.port = FreePort.find();
    this.process = folder.launch(command());
  }

  /// Starts the process without waiting for it, so that PostgreSQL can start meanwhile.
  static RedisServer launch(OwnedFolder folder) {
    Path program = EmbeddedSettings.configuredRedis().orElseGet(() -> install(folder.settings()));
    Path data = folder.settings().folder().resolve("redis");
    try {
      Files.createDirectories(data);
      Orphans.stop("redis-server", data, ProcessHandle::destroy);
      folder.launcher().own(data);
    } catch (IOException cause) {
      throw Failures.notWritable(data, cause);
    }
    return new RedisServer(folder, program, data);
  }

  private static Path install(EmbeddedSettings settings) {
    String resource = ServerPlatform.current().redis();
    try {
      Path installed =
          Folders.makeOnce(settings.binaries().resolve(resource), fresh -> unpack(resource, fresh));
      return installed.resolve("redis-server");
    } catch (IOException cause) {
      throw Failures.notWritable(settings.binaries(), cause);
    }
  }

  private static void unpack(String resource, Path fresh) throws IOException {
    Path program = fresh.resolve("redis-server");
    try (InputStream packed = ServerPlatform.open(resource)) {
      Files.copy(packed, program);
    }
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /// The configuration goes through standard input: its password is then in no file and in no list
  /// of processes.
  private ServerCommand command() {
    return new ServerCommand(
        "Redis",
        List.of(program.toString(), "-", "--dir", data.toString()),
        data,
        folder.settings().folder().resolve("redis.log"),
        configuration(),
        ProcessHandle::destroy);
  }

  private String configuration() {
    return """
    bind 127.0.0.1
    protected-mode yes
    port %d
    requirepass %s
    maxclients 1000
    maxmemory 256mb
    maxmemory-policy volatile-lru
    appendonly yes
    appendfsync everysec
    save ""
    set-proc-title no
    """
        .formatted(port, password);
  }

  /// Returns once Redis answers; tries another port if somebody else took the first.
  void awaitReady() {
    for (int attempt = 1; ; attempt++) {
      RedisPing ping = new RedisPing(port, password);
      try {
        process.awaitReady(folder.settings().startLimit(), ping::answers);
        return;
      } catch (RuntimeException failed) {
        if (attempt == FreePort.ATTEMPTS || !process.portWasTaken()) {
          throw failed;
        }
        folder.discard(process);
        port = FreePort.find();
        process = folder.launch(command());
      }
    }
  }

  public int port() {
    return port;
  }

  /// The address with its password, as Redis clients take it. Secret.
  public String uri() {
    return "redis://:" + password + "@127.0.0.1:" + port;
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }
}
