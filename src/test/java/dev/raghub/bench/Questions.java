package dev.raghub.bench;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/// Questions that are asked in turn, each with what is prepared for it: one question alone would
/// measure a hot cache.
public final class Questions<T> {
  /// How many there are.
  public static final int COUNT = 64;

  private final List<T> prepared;
  private int next;

  private Questions(List<T> prepared) {
    this.prepared = prepared;
  }

  /// The questions of a corpus.
  public static <T> Questions<T> of(
      SyntheticCorpus corpus, Function<SyntheticQuestion, T> prepare) {
    return new Questions<>(
        IntStream.range(0, COUNT).mapToObj(corpus::question).map(prepare).toList());
  }

  public T next() {
    next = (next + 1) % COUNT;
    return prepared.get(next);
  }
}
