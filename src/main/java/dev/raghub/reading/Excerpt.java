package dev.raghub.reading;

import dev.raghub.corpus.Chunk;
import dev.raghub.corpus.StableHash;
import dev.raghub.extract.Words;
import dev.raghub.graph.PostgresGraphStore.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/// Free text of one document that is read in one call, with where its sentences stand. Fields are
/// no part of it, so that a row whose other columns change is not read again.
///
/// @param title what the document is about; on one line
/// @param sentences at least one
/// @param places of the sentences, in their order
record Excerpt(String title, List<String> sentences, List<Place> places) {
  /// Characters below which a text is left to the rules.
  static final int MIN_CHARACTERS = 200;

  /// Characters beyond which a text is read in several parts: about 300 tokens.
  static final int MAX_CHARACTERS = 1_200;

  Excerpt {
    sentences = List.copyOf(sentences);
    places = List.copyOf(places);
    if (sentences.isEmpty() || sentences.size() != places.size()) {
      throw new IllegalStateException("each sentence of an excerpt has one place");
    }
  }

  /// A document's free text in parts of whole sentences. A rest that is too short to be read alone
  /// goes with the part before it.
  static List<Excerpt> of(String title, List<Chunk> chunks) {
    List<Excerpt> parts = new ArrayList<>();
    List<String> sentences = new ArrayList<>();
    List<Place> places = new ArrayList<>();
    for (Chunk chunk : chunks) {
      for (int i = 0; i < chunk.sentences().size(); i++) {
        if (chunk.sentences().get(i).free()) {
          String text = chunk.sentences().get(i).text();
          if (!sentences.isEmpty() && length(sentences) + text.length() > MAX_CHARACTERS) {
            parts.add(new Excerpt(onOneLine(title), sentences, places));
            sentences = new ArrayList<>();
            places = new ArrayList<>();
          }
          sentences.add(text);
          places.add(new Place(chunk.id().value(), i));
        }
      }
    }
    if (length(sentences) >= MIN_CHARACTERS) {
      parts.add(new Excerpt(onOneLine(title), sentences, places));
    } else if (!parts.isEmpty() && !sentences.isEmpty()) {
      parts.add(parts.removeLast().and(sentences, places));
    }
    return List.copyOf(parts);
  }

  /// The key of what was read in it.
  UUID hash() {
    return StableHash.uuid(
        Stream.concat(Stream.of("excerpt", title), sentences.stream()).toArray(String[]::new));
  }

  /// Whether a sentence says a name, as words.
  ///
  /// @param sentence from 0
  /// @param name normalised
  boolean says(int sentence, String name) {
    return contains(sentences.get(sentence), name);
  }

  /// Whether title or text say a name, as words.
  boolean says(String name) {
    return contains(title, name)
        || sentences.stream().anyMatch(sentence -> contains(sentence, name));
  }

  private Excerpt and(List<String> moreSentences, List<Place> morePlaces) {
    return new Excerpt(
        title,
        Stream.concat(sentences.stream(), moreSentences.stream()).toList(),
        Stream.concat(places.stream(), morePlaces.stream()).toList());
  }

  private static boolean contains(String text, String name) {
    return (" " + Words.name(text) + " ").contains(" " + name + " ");
  }

  private static int length(List<String> sentences) {
    return sentences.stream().mapToInt(String::length).sum();
  }

  private static String onOneLine(String title) {
    return title.strip().replaceAll("\\s+", " ");
  }
}
