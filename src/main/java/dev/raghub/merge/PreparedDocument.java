package dev.raghub.merge;

import dev.raghub.corpus.Chunk;
import dev.raghub.document.Document;
import dev.raghub.extract.Extraction;
import java.util.List;

/// A document with all that was derived from it, ready to be stored.
public record PreparedDocument(Document document, List<Chunk> chunks, Extraction extraction) {
  public PreparedDocument {
    chunks = List.copyOf(chunks);
  }

  long id() {
    return document.id().value();
  }
}
