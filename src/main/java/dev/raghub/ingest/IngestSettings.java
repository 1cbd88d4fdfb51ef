package dev.raghub.ingest;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/// How rows are taken in.
@ConfigMapping(prefix = "raghub.ingest")
public interface IngestSettings {
  /// The folder of mappings (`*.yaml`).
  @WithDefault("etl")
  Path mappings();

  /// Rows read and merged in one step; fewer where rows are long. A change of the same workspace
  /// waits until a step is stored.
  @WithDefault("500")
  int batch();

  /// Texts embedded in one step.
  @WithDefault("128")
  int embeddingBatch();

  /// The share of a source's documents, in percent, that a run may delete because it did not see
  /// them. A run that would delete more stops before it does: a broken credential must not erase a
  /// tenant.
  @WithDefault("20")
  int deletionGuard();

  /// Below this many documents the guard is silent: in a small table 20 % is one row.
  @WithDefault("20")
  int deletionGuardFrom();

  /// Failed rows whose reasons a run keeps.
  @WithDefault("1000")
  int failuresKept();

  /// After this long without a sign of life a run is taken to have lost its gateway.
  @WithDefault("1m")
  Duration lease();
}
