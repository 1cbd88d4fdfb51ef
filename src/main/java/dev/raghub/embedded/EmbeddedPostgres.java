package dev.raghub.embedded;

/// A PostgreSQL alone, without Redis: a source's database in tests and demos.
public final class EmbeddedPostgres implements AutoCloseable {
  private final PostgresServer server;
  private final OwnedFolder folder;

  private EmbeddedPostgres(PostgresServer server, OwnedFolder folder) {
    this.server = server;
    this.folder = folder;
  }

  /// As [EmbeddedServers#start(EmbeddedSettings)], for PostgreSQL only.
  public static EmbeddedPostgres start(EmbeddedSettings settings) {
    OwnedFolder folder = OwnedFolder.claim(settings);
    try {
      return new EmbeddedPostgres(PostgresServer.start(folder), folder);
    } catch (RuntimeException | Error failed) {
      folder.closeAfter(failed);
      throw failed;
    }
  }

  public PostgresServer server() {
    return server;
  }

  /// Stops the server in order and releases the folder. May be called again.
  @Override
  public void close() {
    folder.close();
  }
}
