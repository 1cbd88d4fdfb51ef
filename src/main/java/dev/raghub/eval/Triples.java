package dev.raghub.eval;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.raghub.eval.RetrievalSet.SetPassage;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Triples that a model extracted from the passages of a set: `{"docs": [{"title" and "text", or
/// "passage" with both as two lines, "extracted_triples": [[subject, predicate, object], …]}, …]}`.
/// They are matched by title and text. Numbers may be NaN, as Python writes them. What is no triple
/// of three texts is left out and counted.
///
/// @param byPassage the triples of a passage, by its id
/// @param malformed how many were left out
/// @param unmatched documents that are no passage of the set
public record Triples(Map<String, List<Triple>> byPassage, int malformed, int unmatched) {
  /// The most triples of one passage, and characters of each part, that a gateway takes.
  private static final int MAX_TRIPLES = 1_000;

  private static final int MAX_PART = 200;
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  /// One of them.
  public record Triple(String subject, String predicate, String object) {}

  /// Reads a file. INVALID_REQUEST where it is not of this form.
  public static Triples read(Path file, List<SetPassage> passages) {
    JsonNode docs = docs(file);
    Map<String, String> ids = new HashMap<>();
    passages.forEach(passage -> ids.put(passage.title() + "\n" + passage.text(), passage.id()));
    Map<String, List<Triple>> found = new HashMap<>();
    int malformed = 0;
    int unmatched = 0;
    for (JsonNode doc : docs) {
      String id = ids.get(passage(doc));
      if (id == null) {
        unmatched++;
        continue;
      }
      List<Triple> triples = found.computeIfAbsent(id, key -> new ArrayList<>());
      for (JsonNode triple : doc.path("extracted_triples")) {
        if (isTriple(triple) && triples.size() < MAX_TRIPLES) {
          triples.add(
              new Triple(triple.get(0).asText(), triple.get(1).asText(), triple.get(2).asText()));
        } else {
          malformed++;
        }
      }
    }
    return new Triples(Map.copyOf(found), malformed, unmatched);
  }

  private static String passage(JsonNode doc) {
    return doc.has("text")
        ? doc.path("title").asText() + "\n" + doc.path("text").asText()
        : doc.path("passage").asText();
  }

  private static boolean isTriple(JsonNode triple) {
    boolean three = triple.isArray() && triple.size() == 3;
    for (JsonNode part : triple) {
      boolean usable = part.isTextual() && !part.asText().isBlank();
      three &= usable && part.asText().length() <= MAX_PART;
    }
    return three;
  }

  private static JsonNode docs(Path file) {
    try {
      JsonNode docs = JSON.readTree(file.toFile()).path("docs");
      if (docs.isArray()) {
        return docs;
      }
    } catch (JacksonException malformed) {
      throw new RaghubException(
          ErrorCode.INVALID_REQUEST,
          "%s, line %d: not JSON: %s"
              .formatted(file, malformed.getLocation().getLineNr(), malformed.getOriginalMessage()),
          malformed);
    } catch (IOException unreadable) {
      throw new RaghubException(ErrorCode.INVALID_REQUEST, "cannot read " + file, unreadable);
    }
    throw new RaghubException(
        ErrorCode.INVALID_REQUEST, file + " has no list 'docs' of documents with triples");
  }
}
