package dev.raghub.index;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// What both ways of searching vectors in Lucene do.
abstract class LuceneVectorIndexContract extends VectorIndexContract {
  @TempDir Path folder;

  private LuceneVectorIndex index;

  @BeforeEach
  void open() {
    index = new LuceneVectorIndex(folder, "test", exact());
  }

  /// Vectors up to which all are compared; with 0, the HNSW graph is searched from the first.
  abstract int exact();

  @AfterEach
  void close() {
    index.close();
  }

  @Override
  VectorIndex index() {
    return index;
  }
}
