package dev.raghub.merge;

import dev.raghub.analysis.LuceneAnalysis;
import dev.raghub.corpus.Chunk;
import dev.raghub.corpus.ChunkTerms;
import dev.raghub.corpus.PostgresCorpusStore.NewChunk;
import dev.raghub.corpus.Sentence;
import dev.raghub.document.Document;
import dev.raghub.extract.Extraction;
import java.util.List;

/// A document with all that was derived from it, ready to be stored.
///
/// @param stored its chunks with what they are found by
public record PreparedDocument(Document document, List<NewChunk> stored, Extraction extraction) {
  private static final LuceneAnalysis ANALYSIS = new LuceneAnalysis();

  public PreparedDocument {
    stored = List.copyOf(stored);
  }

  /// What chunks are found by is derived here, before the workspace is locked for the merge.
  public static PreparedDocument of(Document document, List<Chunk> chunks, Extraction extraction) {
    return new PreparedDocument(
        document,
        chunks.stream()
            .map(
                chunk ->
                    new NewChunk(
                        document.id(),
                        chunk,
                        chunk.hash(document.title()),
                        Gazetteer.pairs(chunk),
                        terms(document, chunk)))
            .toList(),
        extraction);
  }

  private static List<char[]> terms(Document document, Chunk chunk) {
    return ChunkTerms.of(
        ANALYSIS,
        ChunkTerms.heading(document.title(), document.source(), document.key()),
        chunk.sentences().stream().map(Sentence::text).toList());
  }

  public List<Chunk> chunks() {
    return stored.stream().map(NewChunk::chunk).toList();
  }

  long id() {
    return document.id().value();
  }
}
