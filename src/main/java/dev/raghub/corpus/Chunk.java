package dev.raghub.corpus;

import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/// A run of sentences of one item, small enough for the embedder.
///
/// @param ordinal place in the item, from 0
/// @param sentences at least one
/// @param embed whether it is worth a vector
public record Chunk(ChunkId id, int ordinal, List<Sentence> sentences, boolean embed) {
  public Chunk {
    sentences = List.copyOf(sentences);
  }

  /// The sentences, a line each.
  public String text() {
    return sentences.stream().map(Sentence::text).collect(Collectors.joining("\n"));
  }

  /// What is embedded: title and text.
  public static String embeddedText(String title, String text) {
    return title + "\n" + text;
  }

  /// The key of the embedding of this chunk under this title.
  public UUID hash(String title) {
    return StableHash.uuid(embeddedText(title, text()));
  }

  @Override
  public String toString() {
    return "chunk " + HexFormat.of().toHexDigits(id.value());
  }
}
