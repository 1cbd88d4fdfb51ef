package dev.raghub.index;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/// Where projections live and how they are served.
@ConfigMapping(prefix = "raghub.index")
public interface IndexSettings {
  /// The folder of the Lucene indexes, one folder a workspace. It can be deleted; it comes back.
  @WithDefault(".raghub/index")
  Path folder();

  /// `auto` (pgvector where the database has the extension, else Lucene), `pgvector` or `lucene`.
  @WithDefault("auto")
  Vectors vectors();

  /// Changes applied in one step.
  @WithDefault("500")
  int batch();

  /// A query brings the index up to date before it searches if at most this many changes are
  /// missing; beyond, it searches what is there and says how far behind that is.
  @WithDefault("1000")
  int catchUpLimit();

  /// Lucene: vectors in a workspace up to which all are compared; beyond, its HNSW graph is
  /// searched, which misses a few.
  @WithDefault("10000")
  int exactVectors();

  /// pgvector: rows in a workspace from which an HNSW index pays; below, the scan is exact and fast
  /// enough.
  @WithDefault("50000")
  int hnswFrom();

  /// Which adapter keeps vectors.
  enum Vectors {
    AUTO,
    PGVECTOR,
    LUCENE
  }
}
