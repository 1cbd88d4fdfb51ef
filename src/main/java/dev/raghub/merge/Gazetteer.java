package dev.raghub.merge;

import dev.raghub.corpus.Chunk;
import dev.raghub.extract.Rule;
import dev.raghub.extract.Words;
import dev.raghub.extract.Words.Letters;
import dev.raghub.graph.EntityId;
import dev.raghub.graph.PostgresGraphStore.Place;
import dev.raghub.graph.PostgresGraphStore.StoredMention;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Finds names of rows in free text by looking up every run of 1 to [Words#MAX_NAME_WORDS] words.
/// Nested names are all found, so that whether a name is mentioned depends on nothing but that name
/// and the text.
///
/// A text has ten times as many runs as words and hardly any is a name, so they are kept as numbers
/// until it is known which are.
final class Gazetteer {
  private static final int FIRST_SIZE = 1 << 12;

  private final List<Place> places = new ArrayList<>();
  private long[] runs = new long[FIRST_SIZE];

  /// For each run, which of the places.
  private int[] placed = new int[FIRST_SIZE];

  private int size;

  /// Everywhere that a name could stand in these chunks.
  static Gazetteer of(Collection<Chunk> chunks) {
    Gazetteer gazetteer = new Gazetteer();
    for (Chunk chunk : chunks) {
      for (int i = 0; i < chunk.sentences().size(); i++) {
        if (chunk.sentences().get(i).free()) {
          gazetteer.places.add(new Place(chunk.id().value(), i));
          gazetteer.addRuns(Words.of(chunk.sentences().get(i).text()));
        }
      }
    }
    return gazetteer;
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

  /// All that could be a name's entity, in order.
  List<Long> candidates() {
    return Arrays.stream(runs, 0, size).sorted().distinct().boxed().toList();
  }

  /// Where these names stand.
  ///
  /// @param names entities
  Collection<StoredMention> mentions(Set<Long> names) {
    Set<StoredMention> mentions = new LinkedHashSet<>();
    for (int i = 0; i < size; i++) {
      if (names.contains(runs[i])) {
        Place place = places.get(placed[i]);
        mentions.add(
            new StoredMention(
                place.chunk(), place.sentence(), new EntityId(runs[i]), Rule.GAZETTEER.code()));
      }
    }
    return mentions;
  }

  private void addRuns(List<String> words) {
    List<Letters> letters = words.stream().map(Letters::of).toList();
    for (int from = 0; from < words.size(); from++) {
      StringBuilder name = new StringBuilder();
      Letters inName = Letters.NONE;
      for (int to = from; to < Math.min(words.size(), from + Words.MAX_NAME_WORDS); to++) {
        name.append(name.isEmpty() ? "" : " ").append(words.get(to));
        inName = inName.plus(letters.get(to));
        if (inName.canBeName()) {
          add(EntityId.ofName(name.toString()));
        }
      }
    }
  }

  private void add(EntityId run) {
    if (size == runs.length) {
      runs = Arrays.copyOf(runs, size * 2);
      placed = Arrays.copyOf(placed, size * 2);
    }
    runs[size] = run.value();
    placed[size] = places.size() - 1;
    size++;
  }
}
