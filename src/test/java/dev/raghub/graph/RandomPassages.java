package dev.raghub.graph;

import dev.raghub.corpus.ChunkId;
import dev.raghub.corpus.ItemId;
import dev.raghub.graph.GraphPassage.Incidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// Items with passages out of so few rows, names, fields and terms that they keep sharing them.
final class RandomPassages {
  private static final int NAMES = 8;
  private static final int TERMS = 12;

  private final Random random;
  private final int items;

  /// @param items how many different items there can be
  RandomPassages(Random random, int items) {
    this.random = random;
    this.items = items;
  }

  /// An item that is there or could be.
  long item() {
    return item(random.nextInt(items));
  }

  /// Every entity that can occur.
  LongStream entities() {
    return LongStream.concat(
        IntStream.range(0, items).mapToLong(RandomPassages::item),
        IntStream.range(0, NAMES).mapToLong(RandomPassages::name));
  }

  /// What an item could have: no passage, as one that was deleted, to three.
  List<GraphPassage> passages(long item) {
    List<Incidence> own = new ArrayList<>(List.of(new Incidence(item, GraphPassage.OWN)));
    for (int i = random.nextInt(3); i > 0; i--) {
      own.add(new Incidence(name(random.nextInt(NAMES)), GraphPassage.OWN));
    }
    return IntStream.range(0, random.nextInt(4))
        .mapToObj(ordinal -> passage(new ItemId(item), ordinal, own))
        .toList();
  }

  private GraphPassage passage(ItemId item, int ordinal, List<Incidence> own) {
    int sentences = 1 + random.nextInt(4);
    List<Incidence> mentions = new ArrayList<>(own);
    for (int i = random.nextInt(6); i > 0; i--) {
      long entity = random.nextInt(3) == 0 ? item() : name(random.nextInt(NAMES));
      mentions.add(new Incidence(entity, random.nextInt(sentences)));
    }
    return new GraphPassage(
        ChunkId.of(item, ordinal).value(),
        item.value(),
        mentions,
        IntStream.rangeClosed(0, sentences).mapToObj(slot -> terms()).toList(),
        IntStream.rangeClosed(0, sentences).mapToObj(slot -> field()).toList());
  }

  private char[] terms() {
    String terms =
        random
            .ints(random.nextInt(6), 1, TERMS)
            .sorted()
            .distinct()
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    return terms.toCharArray();
  }

  private Optional<FieldName> field() {
    return random.nextBoolean()
        ? Optional.empty()
        : Optional.of(new FieldName("t" + random.nextInt(2), "f" + random.nextInt(3)));
  }

  private static long item(int number) {
    return ItemId.of("rows", Integer.toString(number)).value();
  }

  private static long name(int number) {
    return EntityId.ofName("name " + number).value();
  }
}
