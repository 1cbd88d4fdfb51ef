package dev.raghub.merge;

import dev.raghub.corpus.Chunk;
import dev.raghub.extract.Rule;
import dev.raghub.extract.Words;
import dev.raghub.graph.EntityId;
import dev.raghub.graph.PostgresGraphStore.StoredMention;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Names that are looked for in text that was there before them. A name is found as [Gazetteer]
/// would find it, but only these are looked for, which costs a hundredth.
final class SoughtNames {
  private final Map<String, EntityId> names = new HashMap<>();

  /// By first word: of how many words the names are that begin with it.
  private final Map<String, Set<Integer>> lengths = new HashMap<>();

  /// @param names normalised, by their entities
  SoughtNames(Map<EntityId, String> names) {
    names.forEach(this::add);
  }

  private void add(EntityId entity, String name) {
    List<String> words = List.of(name.split(" ", -1));
    if (Words.canBeName(words)) {
      names.put(name, entity);
      lengths.computeIfAbsent(words.getFirst(), _ -> new TreeSet<>()).add(words.size());
    }
  }

  /// Two words of a name, by which a text is found that may hold it.
  record Anchors(long rarest, long next) {}

  /// The words of all names, by their hashes.
  Set<Long> words() {
    return names.keySet().stream()
        .flatMap(name -> words(name).stream())
        .collect(Collectors.toSet());
  }

  /// The words of those names all of whose words are frequent.
  ///
  /// @param frequent hashes
  Set<Long> wordsOfNamesThatAre(Set<Long> frequent) {
    return names.keySet().stream()
        .map(SoughtNames::words)
        .filter(frequent::containsAll)
        .flatMap(List::stream)
        .collect(Collectors.toSet());
  }

  /// For each name its two rarest words; none for a name with a word that no text has.
  ///
  /// @param texts how many texts have a word; one that is not in it is in none
  Set<Anchors> anchors(Map<Long, Integer> texts) {
    return names.keySet().stream()
        .map(name -> anchors(words(name), texts))
        .flatMap(Optional::stream)
        .collect(Collectors.toSet());
  }

  private static Optional<Anchors> anchors(List<Long> words, Map<Long, Integer> texts) {
    if (!texts.keySet().containsAll(words)) {
      return Optional.empty();
    }
    List<Long> rarest = words.stream().sorted(Comparator.comparing(texts::get)).toList();
    return Optional.of(new Anchors(rarest.getFirst(), rarest.get(Math.min(1, words.size() - 1))));
  }

  /// The different words of a name by their hashes. It is normalised already; doing it again could
  /// compose letters that the words of a text keep apart.
  private static List<Long> words(String name) {
    return Arrays.stream(name.split(" ", -1)).distinct().map(Words::hash).toList();
  }

  /// Where they stand in these chunks.
  List<StoredMention> mentions(Collection<Chunk> chunks) {
    List<StoredMention> mentions = new ArrayList<>();
    for (Chunk chunk : chunks) {
      for (int i = 0; i < chunk.sentences().size(); i++) {
        if (chunk.sentences().get(i).free()) {
          for (EntityId name : in(Words.of(chunk.sentences().get(i).text()))) {
            mentions.add(new StoredMention(chunk.id().value(), i, name, Rule.GAZETTEER.code()));
          }
        }
      }
    }
    return mentions;
  }

  private Set<EntityId> in(List<String> words) {
    Set<EntityId> here = new HashSet<>();
    for (int from = 0; from < words.size(); from++) {
      for (int length : lengths.getOrDefault(words.get(from), Set.of())) {
        if (from + length <= words.size()) {
          EntityId name = names.get(String.join(" ", words.subList(from, from + length)));
          if (name != null) {
            here.add(name);
          }
        }
      }
    }
    return here;
  }
}
