package dev.raghub.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Where embedded servers live and how long they may take.
///
/// @param folder data, logs, secrets and the lock; made when missing
/// @param binaries unpacked servers; may be shared by many folders
/// @param overlay a folder with `lib/` and `extension/` that is added to PostgreSQL, as pgvector is
/// @param startLimit how long one server may take until it answers, recovery included
/// @param shutdownGrace how long the JVM's shutdown hook waits for `close()` before it stops the
///   servers itself; for owners that drain their own work in another hook
public record EmbeddedSettings(
    Path folder,
    Path binaries,
    Optional<Path> overlay,
    Duration startLimit,
    Duration shutdownGrace) {
  /// Names the overlay, as a system property or an environment variable.
  public static final String OVERLAY_KEY = "RAGHUB_PGVECTOR";

  /// Names a `redis-server`, or what takes its place, to be started instead of the bundled one.
  public static final String REDIS_KEY = "RAGHUB_REDIS_SERVER";

  public EmbeddedSettings {
    folder = folder.toAbsolutePath().normalize();
    binaries = binaries.toAbsolutePath().normalize();
  }

  /// The defaults: everything inside the folder, the overlay that [#OVERLAY_KEY] names.
  public static EmbeddedSettings in(Path folder) {
    return new EmbeddedSettings(
        folder,
        folder.resolve("binaries"),
        configuredOverlay(),
        Duration.ofSeconds(60),
        Duration.ZERO);
  }

  public EmbeddedSettings withBinaries(Path shared) {
    return new EmbeddedSettings(folder, shared, overlay, startLimit, shutdownGrace);
  }

  public EmbeddedSettings withOverlay(Optional<Path> added) {
    return new EmbeddedSettings(folder, binaries, added, startLimit, shutdownGrace);
  }

  public EmbeddedSettings withStartLimit(Duration limit) {
    return new EmbeddedSettings(folder, binaries, overlay, limit, shutdownGrace);
  }

  public EmbeddedSettings withShutdownGrace(Duration grace) {
    return new EmbeddedSettings(folder, binaries, overlay, startLimit, grace);
  }

  private static Optional<Path> configuredOverlay() {
    return configured(OVERLAY_KEY);
  }

  static Optional<Path> configuredRedis() {
    return configured(REDIS_KEY);
  }

  private static Optional<Path> configured(String key) {
    return Optional.ofNullable(System.getProperty(key, System.getenv(key)))
        .filter(value -> !value.isBlank())
        .map(Path::of);
  }
}
