package dev.raghub.merge;

import dev.raghub.corpus.Chunk;
import dev.raghub.extract.Rule;
import dev.raghub.extract.Words;
import dev.raghub.graph.EntityId;
import dev.raghub.graph.PostgresGraphStore.StoredMention;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds names of rows in free text by looking up every run of 1 to [Words#MAX_NAME_WORDS] words.
/// Nested names are all found, so that whether a name is mentioned depends on nothing but that name
/// and the text.
final class Gazetteer {
  private Gazetteer() {}

  /// Everywhere that a name could stand in these chunks.
  static Map<EntityId, List<StoredMention>> places(Collection<Chunk> chunks) {
    Map<EntityId, List<StoredMention>> places = new HashMap<>();
    for (Chunk chunk : chunks) {
      for (int i = 0; i < chunk.sentences().size(); i++) {
        if (chunk.sentences().get(i).free()) {
          addRuns(places, chunk, i);
        }
      }
    }
    return places;
  }

  /// The words by which a later name finds this chunk.
  static Set<Long> words(Chunk chunk) {
    Set<Long> hashes = new HashSet<>();
    chunk.sentences().stream()
        .filter(sentence -> sentence.free())
        .flatMap(sentence -> Words.of(sentence.text()).stream())
        .forEach(word -> hashes.add(Words.hash(word)));
    return hashes;
  }

  /// The word of a name that is likely to be the rarest: its longest. The name is normalised
  /// already; doing it again could compose letters that the words of a text keep apart.
  ///
  /// @param name its words, joined by one space
  static long anchor(String name) {
    String longest = "";
    for (String word : name.split(" ", -1)) {
      longest = word.length() > longest.length() ? word : longest;
    }
    return Words.hash(longest);
  }

  private static void addRuns(
      Map<EntityId, List<StoredMention>> places, Chunk chunk, int sentence) {
    List<String> words = Words.of(chunk.sentences().get(sentence).text());
    Set<EntityId> here = new HashSet<>();
    for (int from = 0; from < words.size(); from++) {
      StringBuilder name = new StringBuilder();
      for (int to = from; to < Math.min(words.size(), from + Words.MAX_NAME_WORDS); to++) {
        name.append(name.isEmpty() ? "" : " ").append(words.get(to));
        if (Words.canBeName(words.subList(from, to + 1))) {
          here.add(EntityId.ofName(name.toString()));
        }
      }
    }
    for (EntityId name : here) {
      places
          .computeIfAbsent(name, key -> new ArrayList<>(1))
          .add(new StoredMention(chunk.id().value(), sentence, name, Rule.GAZETTEER.code()));
    }
  }
}
