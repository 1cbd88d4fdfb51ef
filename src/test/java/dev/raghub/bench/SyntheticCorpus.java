package dev.raghub.bench;

import dev.raghub.corpus.ChunkId;
import dev.raghub.corpus.Item;
import dev.raghub.corpus.ItemId;
import dev.raghub.corpus.ItemState;
import dev.raghub.corpus.RowLabel;
import dev.raghub.corpus.StableHash;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A workspace that is made up: any chunk can be computed by its number at any time, so that a
/// million of them need not be kept. The same seed and size give the same corpus.
///
/// Ten chunks belong to seven items: texts of three, two, one and one chunks, and three rows. Texts
/// have three to five sentences of about twenty words and mention three to seven names; rows have
/// six fields, two of them references, and a sentence. What is near what: [SyntheticNames] for
/// names, [SyntheticVectors] for vectors.
public final class SyntheticCorpus {
  /// A corpus is made of so many chunks at a time.
  public static final int BLOCK = 10;

  /// At which a workspace with it stands.
  public static final long REVISION = 1;

  private static final long SEED = 20_250_101;
  private static final int[] ITEM_OF_CHUNK = {0, 0, 0, 1, 1, 2, 3, 4, 5, 6};
  private static final int[] FIRST_CHUNK = {0, 3, 5, 6, 7, 8, 9, 10};
  private static final int ITEMS = 7;
  private static final Instant CHANGED = Instant.EPOCH;

  private final long seed;
  private final int chunks;
  private final SyntheticNames names;
  private final SyntheticVectors vectors;
  private final SyntheticText text;

  /// The corpus of this size that all benchmarks use.
  ///
  /// @param chunks a multiple of [#BLOCK]
  public static SyntheticCorpus of(int chunks) {
    return new SyntheticCorpus(SEED, chunks);
  }

  SyntheticCorpus(long seed, int chunks) {
    this(seed, chunks, 0);
  }

  private SyntheticCorpus(long seed, int chunks, int edit) {
    if (chunks % BLOCK != 0 || chunks <= 0) {
      throw new IllegalStateException("a corpus has a multiple of %d chunks".formatted(BLOCK));
    }
    this.seed = seed;
    this.chunks = chunks;
    Chance chance = new Chance(seed);
    this.names = new SyntheticNames(chance, chunks / BLOCK * ITEMS);
    this.vectors = new SyntheticVectors(chance);
    this.text = new SyntheticText(new Chance(seed + edit), names);
  }

  /// The same items with other sentences.
  public SyntheticCorpus edited() {
    return new SyntheticCorpus(seed, chunks, 1);
  }

  public int chunks() {
    return chunks;
  }

  public int items() {
    return chunks / BLOCK * ITEMS;
  }

  /// The numbers of an item's chunks.
  public IntStream chunksOf(int item) {
    int block = item / ITEMS * BLOCK;
    int place = item % ITEMS;
    return IntStream.range(block + FIRST_CHUNK[place], block + FIRST_CHUNK[place + 1]);
  }

  public SyntheticChunk chunk(int number) {
    int place = number % BLOCK;
    int item = number / BLOCK * ITEMS + ITEM_OF_CHUNK[place];
    SyntheticName title = names.item(item);
    Optional<String> type = type(item);
    return new SyntheticChunk(
        number,
        item,
        place - FIRST_CHUNK[ITEM_OF_CHUNK[place]],
        id(item),
        title,
        RowLabel.of(source(item), key(item)),
        type,
        type.isPresent() ? text.row(number, item, type.get(), title) : text.article(number, item));
  }

  public ChunkId chunkId(int number) {
    int first = FIRST_CHUNK[ITEM_OF_CHUNK[number % BLOCK]];
    return ChunkId.of(id(itemOf(number)), number % BLOCK - first);
  }

  /// The numbers of all chunks in the order of their ids, in which they are stored.
  public int[] inStoredOrder() {
    long[] ids = new long[chunks];
    Arrays.setAll(ids, number -> chunkId(number).value());
    return IntStream.range(0, chunks)
        .boxed()
        .sorted(Comparator.comparingLong(number -> ids[number]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /// Its state as projections see it.
  ///
  /// @param everyVector every how many-th chunk has a vector; 0 = none
  public ItemState state(int item, int everyVector) {
    List<ItemState.EmbeddedChunk> embedded =
        chunksOf(item)
            .mapToObj(
                number -> {
                  boolean embed = everyVector > 0 && number % everyVector == 0;
                  return new ItemState.EmbeddedChunk(
                      chunk(number).stored(embed || everyVector == 0),
                      embed ? Optional.of(vector(number)) : Optional.empty());
                })
            .toList();
    return new ItemState(id(item), Optional.of(item(item)), embedded);
  }

  public Item item(int item) {
    String source = source(item);
    return new Item(id(item), source, key(item), source, names.item(item).title(), "", 1, CHANGED);
  }

  /// The vector of a chunk, of length 1.
  public float[] vector(int chunk) {
    return vectors.chunk(chunk, names.topic(itemOf(chunk)));
  }

  /// One of any number of questions.
  public SyntheticQuestion question(int number) {
    int target = text.target(number, chunks);
    return new SyntheticQuestion(
        text.question(number, chunk(target)), target, vectors.near(vector(target), number));
  }

  /// What must be the same for two corpora to be the same.
  public String fingerprint() {
    String sample =
        IntStream.range(0, BLOCK)
            .map(i -> i * (chunks / BLOCK) + i)
            .mapToObj(number -> chunk(number).stored(true).text() + Arrays.toString(vector(number)))
            .collect(Collectors.joining("\n"));
    return StableHash.uuid(Long.toString(seed), Integer.toString(chunks), sample).toString();
  }

  private int itemOf(int chunk) {
    return chunk / BLOCK * ITEMS + ITEM_OF_CHUNK[chunk % BLOCK];
  }

  private static ItemId id(int item) {
    return SyntheticNames.id(item);
  }

  private static Optional<String> type(int item) {
    return SyntheticNames.type(item);
  }

  private static String source(int item) {
    return type(item).orElse("article");
  }

  private static String key(int item) {
    return Integer.toString(item);
  }
}
