package dev.raghub.index;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.model.Embedder;
import dev.raghub.workspace.PostgresScope;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/// Chooses who keeps the vectors.
final class Vectors {
  @Produces
  @Singleton
  VectorIndex vectors(
      IndexSettings settings,
      PostgresVectorExtension extension,
      PostgresScope scope,
      Embedder embedder) {
    boolean pgvector =
        switch (settings.vectors()) {
          case AUTO -> extension.present();
          case LUCENE -> false;
          case PGVECTOR -> required(extension);
        };
    return pgvector
        ? new PostgresVectorIndex(scope, embedder.fingerprint(), settings.hnswFrom())
        : new LuceneVectorIndex(settings.folder(), embedder.fingerprint(), settings.exactVectors());
  }

  void close(@Disposes VectorIndex index) throws Exception {
    if (index instanceof AutoCloseable closeable) {
      closeable.close();
    }
  }

  private static boolean required(PostgresVectorExtension extension) {
    if (!extension.present()) {
      throw new RaghubException(
          ErrorCode.CONFIGURATION_INVALID,
          "raghub.index.vectors is pgvector, but the database has no such extension; run CREATE EXTENSION vector in it "
              + "as superuser, or set auto");
    }
    return true;
  }
}
