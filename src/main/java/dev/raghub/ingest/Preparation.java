package dev.raghub.ingest;

import dev.raghub.chunk.Chunker;
import dev.raghub.corpus.Chunk;
import dev.raghub.document.Document;
import dev.raghub.extract.Extractor;
import dev.raghub.merge.PreparedDocument;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/// Documents → chunks → extraction: everything between a document and its merge that needs no
/// store.
@ApplicationScoped
public class Preparation {
  private final Chunker chunker;
  private final Extractor extractor;

  public Preparation(Chunker chunker, Extractor extractor) {
    this.chunker = chunker;
    this.extractor = extractor;
  }

  /// The document, ready for the merge.
  public PreparedDocument prepare(Document document) {
    List<Chunk> chunks = chunker.chunk(document);
    return PreparedDocument.of(document, chunks, extractor.extract(document, chunks));
  }
}
