package dev.raghub.index;

import java.nio.file.Path;

/// The settings of an index as they are by default, in a folder of its own.
record SyntheticSettings(Path folder) implements IndexSettings {
  @Override
  public Vectors vectors() {
    return Vectors.LUCENE;
  }

  @Override
  public int batch() {
    return 500;
  }

  @Override
  public int catchUpLimit() {
    return 1_000;
  }

  @Override
  public int exactVectors() {
    return 10_000;
  }

  @Override
  public int hnswFrom() {
    return 50_000;
  }
}
