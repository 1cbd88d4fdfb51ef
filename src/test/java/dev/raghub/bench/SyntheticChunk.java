package dev.raghub.bench;

import dev.raghub.analysis.LuceneAnalysis;
import dev.raghub.corpus.Chunk;
import dev.raghub.corpus.ChunkId;
import dev.raghub.corpus.ItemId;
import dev.raghub.graph.FieldName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A chunk with all that is known of it.
///
/// @param number in the corpus, from 0
/// @param item the item's number in the corpus, from 0
/// @param title what the item is called
/// @param label what it is and its key, as words
/// @param type of the row; empty for a text
public record SyntheticChunk(
    int number,
    int item,
    int ordinal,
    ItemId itemId,
    SyntheticName title,
    String label,
    Optional<String> type,
    List<SyntheticLine> lines) {
  private static final LuceneAnalysis ANALYSIS = new LuceneAnalysis();

  public SyntheticChunk {
    lines = List.copyOf(lines);
  }

  public ChunkId id() {
    return ChunkId.of(itemId, ordinal);
  }

  /// The heading's terms, then each line's.
  public List<char[]> terms() {
    return Stream.concat(Stream.of(heading()), lines.stream().map(SyntheticLine::terms)).toList();
  }

  /// For each of these which field it is.
  public List<Optional<FieldName>> fields() {
    return Stream.concat(
            Stream.of(type.map(name -> new FieldName(name, ""))),
            lines.stream().map(SyntheticLine::field))
        .toList();
  }

  /// As it is stored.
  ///
  /// @param embed whether it has a vector
  public Chunk stored(boolean embed) {
    return new Chunk(
        id(),
        ordinal,
        lines.stream().map(SyntheticLine::sentence).collect(Collectors.toList()),
        embed);
  }

  private char[] heading() {
    return SyntheticLine.terms(title, ANALYSIS.terms(label, Integer.MAX_VALUE));
  }
}
