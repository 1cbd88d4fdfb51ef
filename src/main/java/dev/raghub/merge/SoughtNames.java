package dev.raghub.merge;

import dev.raghub.corpus.Chunk;
import dev.raghub.extract.Rule;
import dev.raghub.extract.Words;
import dev.raghub.graph.EntityId;
import dev.raghub.graph.PostgresGraphStore.StoredMention;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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
    List<String> words = words(name);
    if (Words.canBeName(words)) {
      names.put(name, entity);
      lengths.computeIfAbsent(words.getFirst(), _ -> new TreeSet<>()).add(words.size());
    }
  }

  /// Two pairs of words of a name, by which a text is found that may hold it.
  record Anchors(long rarest, long next) {}

  /// The numbers of the pairs that a name of one word may begin.
  record Span(long first, long last) {}

  /// The pairs of words of all names, by their numbers.
  Set<Long> pairs() {
    return longer().flatMap(List::stream).collect(Collectors.toSet());
  }

  /// The pairs of those names all of whose pairs are frequent.
  Set<Long> pairsOfNamesThatAre(Set<Long> frequent) {
    return longer().filter(frequent::containsAll).flatMap(List::stream).collect(Collectors.toSet());
  }

  /// For each name its two rarest pairs; none for a name with a pair that no text has.
  ///
  /// @param texts how many texts have a pair; one that is not in it is in none
  Set<Anchors> anchors(Map<Long, Integer> texts) {
    return longer()
        .filter(pairs -> texts.keySet().containsAll(pairs))
        .map(pairs -> pairs.stream().sorted(Comparator.comparing(texts::get)).toList())
        .map(pairs -> new Anchors(pairs.getFirst(), pairs.get(Math.min(1, pairs.size() - 1))))
        .collect(Collectors.toSet());
  }

  /// Where the names of one word are found.
  Set<Span> spans() {
    return names.keySet().stream()
        .filter(name -> words(name).size() == 1)
        .map(name -> new Span(Words.first(name), Words.last(name)))
        .collect(Collectors.toSet());
  }

  /// The different pairs of each name of two words or more.
  private Stream<List<Long>> longer() {
    return names.keySet().stream()
        .map(SoughtNames::words)
        .filter(words -> words.size() > 1)
        .map(
            words ->
                IntStream.range(1, words.size())
                    .mapToObj(i -> Words.pair(words.get(i - 1), words.get(i)))
                    .distinct()
                    .toList());
  }

  /// A name is normalised already; doing it again could compose letters that the words of a text
  /// keep apart.
  private static List<String> words(String name) {
    return List.of(name.split(" ", -1));
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
