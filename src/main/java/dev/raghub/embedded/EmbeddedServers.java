package dev.raghub.embedded;

import java.nio.file.Path;
import java.util.List;

/// A PostgreSQL and a Redis that live as long as this object, at most as long as the JVM.
/// Thread-safe.
public final class EmbeddedServers implements AutoCloseable {
  private final PostgresServer postgres;
  private final RedisServer redis;
  private final OwnedFolder folder;

  private EmbeddedServers(PostgresServer postgres, RedisServer redis, OwnedFolder folder) {
    this.postgres = postgres;
    this.redis = redis;
    this.folder = folder;
  }

  /// Starts both with the defaults of [EmbeddedSettings#in(Path)].
  public static EmbeddedServers start(Path folder) {
    return start(EmbeddedSettings.in(folder));
  }

  /// Locks the folder, starts both and returns once both answer; after a failure nothing runs.
  /// Fails with FOLDER_IN_USE, FOLDER_NOT_WRITABLE, DISK_FULL or EMBEDDED_SERVER_FAILED.
  public static EmbeddedServers start(EmbeddedSettings settings) {
    OwnedFolder folder = OwnedFolder.claim(settings);
    try {
      RedisServer redis = RedisServer.launch(folder);
      PostgresServer postgres = PostgresServer.start(folder);
      redis.awaitReady();
      return new EmbeddedServers(postgres, redis, folder);
    } catch (RuntimeException | Error failed) {
      folder.closeAfter(failed);
      throw failed;
    }
  }

  public PostgresServer postgres() {
    return postgres;
  }

  public RedisServer redis() {
    return redis;
  }

  /// The folder's passwords, for callers that need more of them.
  public Secrets secrets() {
    return folder.secrets();
  }

  /// The names of the servers that are no longer running; empty while all is well.
  public List<String> dead() {
    return folder.dead();
  }

  /// Stops both in order, at most some 20 seconds, and releases the folder. May be called again.
  @Override
  public void close() {
    folder.close();
  }
}
