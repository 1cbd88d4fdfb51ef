package dev.raghub.bench;

import java.util.Arrays;
import java.util.stream.Collectors;

/// Something that is called by a name: an item, or one that texts mention and no item bears.
public final class SyntheticName {
  private final int[] words;
  private final long entity;

  /// @param words ranks in the vocabulary
  SyntheticName(int[] words, long entity) {
    this.words = words;
    this.entity = entity;
  }

  int[] words() {
    return words;
  }

  /// The stored id of what is mentioned: the name, or a row by its foreign key.
  public long entity() {
    return entity;
  }

  /// As titles are written.
  public String title() {
    return written(true);
  }

  /// As names are compared.
  String normalised() {
    return written(false);
  }

  private String written(boolean capitals) {
    return Arrays.stream(words)
        .mapToObj(word -> SyntheticLine.written(word, capitals))
        .collect(Collectors.joining(" "));
  }
}
