package dev.raghub.bench;

import dev.raghub.corpus.ItemId;
import dev.raghub.graph.EntityId;
import java.util.Optional;
import java.util.SplittableRandom;

/// What items are called and which of them others mention. Items lie in topics of 210. Half of the
/// known names that a text mentions are of its topic, the others from anywhere; within both the
/// share of an item falls with a power of its rank, so that a few are hubs.
final class SyntheticNames {
  private static final int TOPIC = 210;
  private static final int IN_BLOCK = 7;
  private static final int FIRST_ROW = 4;
  private static final int ROWS = 3;
  private static final double LINKS = 0.8;
  private static final double LOCAL = 0.5;
  private static final int FIRST_TITLE_WORD = 500;
  private static final int SPREAD = 15_485_863;

  private final Chance chance;
  private final int items;
  private final Zipf global;
  private final Zipf local;
  private final Zipf unborne;

  SyntheticNames(Chance chance, int items) {
    this.chance = chance;
    this.items = items;
    this.global = new Zipf(items, LINKS);
    this.local = new Zipf(Math.min(items, TOPIC), LINKS);
    this.unborne = new Zipf(Math.max(1, items / 2), LINKS);
  }

  static ItemId id(int item) {
    return ItemId.of(type(item).orElse("article"), Integer.toString(item));
  }

  /// The type of a row; empty for a text.
  static Optional<String> type(int item) {
    return item % IN_BLOCK < FIRST_ROW
        ? Optional.empty()
        : Optional.of(SyntheticRows.TYPES.get(item / IN_BLOCK % SyntheticRows.TYPES.size()));
  }

  int topic(int item) {
    return item / TOPIC;
  }

  /// An item by its title.
  SyntheticName item(int item) {
    return named(words(chance.random(Chance.Of.TITLE, item)));
  }

  /// A name that some item bears.
  SyntheticName known(SplittableRandom random, int from) {
    return item(target(random, from));
  }

  /// A name that texts mention and no item bears.
  SyntheticName unknown(SplittableRandom random) {
    return named(words(chance.random(Chance.Of.NAME, unborne.rank(random.nextDouble()))));
  }

  /// A row of the same topic, by its key.
  SyntheticName parent(SplittableRandom random, int from) {
    return row(near(random, from));
  }

  /// A row from anywhere, by its key.
  SyntheticName category(SplittableRandom random) {
    return row(anywhere(random));
  }

  private SyntheticName row(int near) {
    int row = near / IN_BLOCK * IN_BLOCK + FIRST_ROW + near % ROWS;
    return new SyntheticName(item(row).words(), EntityId.ofRow(id(row)).value());
  }

  private int target(SplittableRandom random, int from) {
    return random.nextDouble() < LOCAL ? near(random, from) : anywhere(random);
  }

  private int near(SplittableRandom random, int from) {
    int first = from / TOPIC * TOPIC;
    return Math.min(items - 1, first + local.rank(random.nextDouble()));
  }

  /// Hubs are spread over the topics.
  private int anywhere(SplittableRandom random) {
    return (int) ((long) global.rank(random.nextDouble()) * SPREAD % items);
  }

  private static SyntheticName named(int[] words) {
    SyntheticName bare = new SyntheticName(words, 0);
    return new SyntheticName(words, EntityId.ofName(bare.normalised()).value());
  }

  private static int[] words(SplittableRandom random) {
    int[] words = new int[2 + random.nextInt(3)];
    for (int i = 0; i < words.length; i++) {
      double share = random.nextDouble();
      words[i] = FIRST_TITLE_WORD + (int) (share * (Vocabulary.SIZE - FIRST_TITLE_WORD));
    }
    return words;
  }
}
