package dev.raghub.chunk;

import dev.raghub.corpus.Chunk;
import dev.raghub.corpus.ChunkId;
import dev.raghub.corpus.Sentence;
import dev.raghub.document.Document;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Cuts a document's markdown into chunks of whole sentences. A list line is one sentence; a
/// paragraph is split by [Sentences]; a sentence longer than a chunk is cut at white space, or
/// anywhere if it has none.
@ApplicationScoped
public class Chunker {
  private static final Pattern FIELD_LINE = Pattern.compile("- [^:\\n]{1,80}: .*");

  private final ChunkLimits limits;

  public Chunker(ChunkLimits limits) {
    this.limits = limits;
  }

  /// The document's chunks; one that holds the title where the body is empty. DOCUMENT_TOO_LARGE
  /// beyond [ChunkLimits#maxChunks].
  public List<Chunk> chunk(Document document) {
    List<Sentence> sentences = sentences(document.body());
    if (sentences.isEmpty()) {
      sentences = sentences(document.title());
    }
    List<Chunk> chunks = new ArrayList<>();
    List<Sentence> open = new ArrayList<>();
    int length = 0;
    for (Sentence sentence : sentences) {
      if (!open.isEmpty() && length + sentence.text().length() > limits.maxCharacters()) {
        chunks.add(close(document, chunks.size(), open));
        open = new ArrayList<>();
        length = 0;
      }
      open.add(sentence);
      length += sentence.text().length() + 1;
    }
    if (!open.isEmpty()) {
      chunks.add(close(document, chunks.size(), open));
    }
    return List.copyOf(chunks);
  }

  private Chunk close(Document document, int ordinal, List<Sentence> sentences) {
    if (ordinal >= limits.maxChunks()) {
      throw new RaghubException(
          ErrorCode.DOCUMENT_TOO_LARGE,
          "the document needs more than %d chunks; split it or raise raghub.chunk.max-chunks"
              .formatted(limits.maxChunks()));
    }
    return new Chunk(ChunkId.of(document.id(), ordinal), ordinal, sentences, document.embed());
  }

  private List<Sentence> sentences(String markdown) {
    List<Sentence> sentences = new ArrayList<>();
    StringBuilder paragraph = new StringBuilder();
    for (String raw : markdown.lines().toList()) {
      String line = raw.strip();
      boolean field = FIELD_LINE.matcher(line).matches();
      boolean alone =
          field || line.startsWith("#") || line.startsWith("- ") || line.startsWith("* ");
      if (line.isEmpty() || alone) {
        addParagraph(sentences, paragraph);
      }
      if (alone) {
        addBounded(sentences, line, !field);
      } else if (!line.isEmpty()) {
        paragraph.append(paragraph.isEmpty() ? "" : " ").append(line);
      }
    }
    addParagraph(sentences, paragraph);
    return sentences;
  }

  private void addParagraph(List<Sentence> sentences, StringBuilder paragraph) {
    Sentences.of(paragraph.toString()).forEach(sentence -> addBounded(sentences, sentence, true));
    paragraph.setLength(0);
  }

  private void addBounded(List<Sentence> sentences, String text, boolean free) {
    String rest = text;
    while (rest.length() > limits.maxCharacters()) {
      int cut = cutBefore(rest, limits.maxCharacters());
      sentences.add(new Sentence(rest.substring(0, cut).strip(), free));
      rest = rest.substring(cut).strip();
    }
    if (!rest.isEmpty()) {
      sentences.add(new Sentence(rest, free));
    }
  }

  private static int cutBefore(String text, int limit) {
    int space = text.lastIndexOf(' ', limit);
    int cut = space > limit / 2 ? space : limit;
    return Character.isHighSurrogate(text.charAt(cut - 1)) ? cut - 1 : cut;
  }
}
