package dev.raghub.graph;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.LongStream;

/// The bulk of a workspace's graph as compressed sparse rows: passages on one side, entities (rows
/// and names) on the other, numbered by their stored ids in ascending order. Immutable.
///
/// ```
/// passage p ── mentionStart[p] .. mentionStart[p + 1]   entity, sentence; by entity, own ones first
/// entity e  ── postings.row(e)                          passage << 1 | own; own first, by passage
/// item i    ── passagesOf.row(i)                        by passage
/// passage p ── slotStart[p] .. slotStart[p + 1]         its heading, then its sentences
/// slot s    ── termStart[s] .. termStart[s + 1]         fingerprints, ascending
/// ```
final class GraphBase {
  final long[] chunks;
  final long[] items;
  final long[] entities;
  final int[] itemOf;
  final Rows passagesOf;
  final int[] mentionStart;
  final int[] mentionEntity;
  final short[] mentionSentence;
  final Rows postings;

  /// Which entities are rows that are here.
  final BitSet rows;

  /// Which entities some passage owns: asked of every mention on a walk.
  private final BitSet known;

  final int[] slotStart;
  final int[] termStart;
  final char[] terms;

  /// Of each slot, which of [#fieldNames] it is, or -1.
  final short[] fields;

  final List<FieldName> fieldNames;

  /// How many slots are each of these.
  final int[] fieldCounts;

  /// The different terms of its sentences together, headings left out.
  final long sentenceTerms;

  GraphBase(GraphBaseBuilder.Columns columns) {
    long[] itemIds = columns.items();
    long[] mentioned = columns.entities();
    this.chunks = columns.chunks();
    this.items = distinct(itemIds);
    this.entities = distinct(mentioned);
    this.itemOf = indexes(itemIds, items);
    this.passagesOf = Rows.group(items.length, chunks.length, i -> itemOf[i], i -> i);
    this.mentionStart = columns.mentionStart();
    this.mentionEntity = indexes(mentioned, entities);
    this.mentionSentence = columns.sentences();
    this.postings = postings();
    this.rows = rows();
    this.known = owned();
    this.slotStart = columns.slotStart();
    this.termStart = columns.termStart();
    this.terms = columns.terms();
    this.fields = columns.fields();
    this.fieldNames = columns.fieldNames();
    this.fieldCounts = new int[fieldNames.size()];
    for (short field : fields) {
      if (field >= 0) {
        fieldCounts[field]++;
      }
    }
    this.sentenceTerms = terms.length - headingTerms();
  }

  /// The different terms of a passage's sentences.
  int sentenceTerms(int passage) {
    return termStart[slotStart[passage + 1]] - termStart[slotStart[passage] + 1];
  }

  int sentences(int passage) {
    return slotStart[passage + 1] - slotStart[passage] - 1;
  }

  /// The passage with this chunk id, or a negative number.
  int passage(long chunk) {
    return Arrays.binarySearch(chunks, chunk);
  }

  /// The entity with this id, or a negative number.
  int entity(long id) {
    return Arrays.binarySearch(entities, id);
  }

  /// The item with this id, or a negative number.
  int item(long id) {
    return Arrays.binarySearch(items, id);
  }

  /// What it takes in memory, without the objects' headers.
  long bytes() {
    long longs = (long) chunks.length + items.length + entities.length;
    long ints =
        (long) itemOf.length
            + mentionStart.length
            + mentionEntity.length
            + slotStart.length
            + termStart.length;
    long shorts = (long) mentionSentence.length + terms.length + fields.length;
    return Long.BYTES * longs
        + Integer.BYTES * ints
        + Short.BYTES * shorts
        + passagesOf.bytes()
        + postings.bytes()
        + (rows.size() + known.size()) / Byte.SIZE;
  }

  /// Whether some passage owns the entity.
  boolean known(int entity) {
    return known.get(entity);
  }

  /// A passage's mentions are sorted by entity, its own names first, so doubles stand side by side
  /// and the first of them says whether the passage owns the entity.
  private Rows postings() {
    int[] passageOf = new int[mentionEntity.length];
    for (int passage = 0; passage < chunks.length; passage++) {
      Arrays.fill(passageOf, mentionStart[passage], mentionStart[passage + 1], passage);
    }
    Rows byPassage =
        Rows.group(
            entities.length,
            mentionEntity.length,
            at -> {
              boolean again =
                  at > mentionStart[passageOf[at]] && mentionEntity[at - 1] == mentionEntity[at];
              return again ? -1 : mentionEntity[at];
            },
            at -> (passageOf[at] << 1) | (mentionSentence[at] == GraphPassage.OWN ? 1 : 0));
    return byPassage.first(cell -> (cell & 1) == 1);
  }

  private long headingTerms() {
    long sum = 0;
    for (int passage = 0; passage < chunks.length; passage++) {
      sum += termStart[slotStart[passage] + 1] - termStart[slotStart[passage]];
    }
    return sum;
  }

  private BitSet owned() {
    BitSet owned = new BitSet(entities.length);
    for (int entity = 0; entity < entities.length; entity++) {
      int first = postings.start[entity];
      owned.set(entity, first < postings.start[entity + 1] && (postings.cells[first] & 1) == 1);
    }
    return owned;
  }

  private BitSet rows() {
    BitSet found = new BitSet(entities.length);
    for (int entity = 0; entity < entities.length; entity++) {
      found.set(entity, item(entities[entity]) >= 0);
    }
    return found;
  }

  private static long[] distinct(long[] ids) {
    return LongStream.of(ids).sorted().distinct().toArray();
  }

  private static int[] indexes(long[] ids, long[] sorted) {
    int[] indexes = new int[ids.length];
    Arrays.setAll(indexes, i -> Arrays.binarySearch(sorted, ids[i]));
    return indexes;
  }
}
