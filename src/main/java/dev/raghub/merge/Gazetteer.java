package dev.raghub.merge;

import dev.raghub.corpus.Chunk;
import dev.raghub.extract.Words;
import dev.raghub.extract.Words.Letters;
import dev.raghub.graph.EntityId;
import dev.raghub.graph.PostgresGraphStore.Place;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds names of rows in free text by looking up every run of 1 to [Words#MAX_NAME_WORDS] words.
/// Nested names are all found, so that whether a name is mentioned depends on nothing but that name
/// and the text.
///
/// A text has ten times as many runs as words and hardly any is a name. So it is first asked how
/// runs begin that could be names, in two words: of those that begin as no name does there is
/// nothing more to ask.
final class Gazetteer {
  private final List<Text> texts;

  private Gazetteer(List<Text> texts) {
    this.texts = texts;
  }

  private record Text(Place place, List<String> words) {}

  static Gazetteer of(Collection<Chunk> chunks) {
    List<Text> texts = new ArrayList<>();
    for (Chunk chunk : chunks) {
      for (int i = 0; i < chunk.sentences().size(); i++) {
        if (chunk.sentences().get(i).free()) {
          texts.add(
              new Text(
                  new Place(chunk.id().value(), i), Words.of(chunk.sentences().get(i).text())));
        }
      }
    }
    return new Gazetteer(texts);
  }

  /// The pairs of words by which a later name finds this chunk.
  static Set<Long> pairs(Chunk chunk) {
    Set<Long> pairs = new HashSet<>();
    for (Text text : of(List.of(chunk)).texts) {
      List<String> words = text.words();
      for (int i = 0; i < words.size(); i++) {
        pairs.add(Words.pair(words.get(i), i + 1 < words.size() ? words.get(i + 1) : ""));
      }
    }
    return pairs;
  }

  /// How a name begins that could stand in these chunks: two words with a blank between, or one
  /// with a blank behind. As PostgreSQL keeps it of each name, see `entity.head`.
  Set<String> heads() {
    Set<String> heads = new HashSet<>();
    for (Text text : texts) {
      for (int from = 0; from < text.words().size(); from++) {
        heads.add(head(text.words(), from, 1));
        heads.add(head(text.words(), from, 2));
      }
    }
    return heads;
  }

  /// The runs of words that begin so, by the entities that they would be: where each stands.
  Map<Long, Set<Place>> runs(Set<String> heads) {
    Map<Long, Set<Place>> runs = new LinkedHashMap<>();
    for (Text text : texts) {
      List<Letters> letters = text.words().stream().map(Letters::of).toList();
      for (int from = 0; from < text.words().size(); from++) {
        runsFrom(text, letters, from, longest(heads, text, from))
            .forEach(
                run ->
                    runs.computeIfAbsent(run.value(), _ -> new LinkedHashSet<>())
                        .add(text.place()));
      }
    }
    return runs;
  }

  /// How many words a name may have that begins here.
  private static int longest(Set<String> heads, Text text, int from) {
    if (heads.contains(head(text.words(), from, 2))) {
      return Words.MAX_NAME_WORDS;
    }
    return heads.contains(head(text.words(), from, 1)) ? 1 : 0;
  }

  private static List<EntityId> runsFrom(Text text, List<Letters> letters, int from, int longest) {
    List<EntityId> runs = new ArrayList<>();
    StringBuilder name = new StringBuilder();
    Letters inName = Letters.NONE;
    for (int to = from; to < Math.min(text.words().size(), from + longest); to++) {
      name.append(name.isEmpty() ? "" : " ").append(text.words().get(to));
      inName = inName.plus(letters.get(to));
      if (inName.canBeName()) {
        runs.add(EntityId.ofName(name.toString()));
      }
    }
    return runs;
  }

  private static String head(List<String> words, int from, int length) {
    String next = length == 2 && from + 1 < words.size() ? words.get(from + 1) : "";
    return words.get(from) + " " + next;
  }
}
