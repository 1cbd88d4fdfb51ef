package dev.raghub.graph;

import dev.raghub.analysis.QuestionTerms;
import dev.raghub.corpus.ChunkId;
import dev.raghub.corpus.Hidden;
import dev.raghub.corpus.ItemId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// A workspace's graph as of one revision: passages on one side, entities (rows and names) on the
/// other, joined by mentions. Immutable, so readers need no lock; a change makes another snapshot.
/// Passages and entities are numbered from 0; the numbers hold for this snapshot only, and some
/// belong to passages that are gone ([#living]).
///
/// A passage *owns* the entities it is: its row, and that row's names. An entity is *known* when
/// some passage owns it; the others are names that texts mention and no row bears.
public final class GraphSnapshot {
  private static final int[] NONE = {};

  private final GraphBase base;
  private final GraphDelta delta;
  private final Merges merges;
  private final RelationDecisions relations;
  private final long revision;
  private final long terms;
  private final long sentences;

  /// One in which nothing is merged.
  GraphSnapshot(GraphDelta delta, long revision) {
    this(delta, Decisions.NONE, revision);
  }

  /// @param decisions as they were when the passages were read: these know only the roots of what
  ///   was merged
  GraphSnapshot(GraphDelta delta, Decisions decisions, long revision) {
    this.merges = decisions.merges();
    this.relations = decisions.relations();
    this.base = delta.base;
    this.delta = delta;
    this.revision = revision;
    long termSum = base.sentenceTerms;
    long sentenceSum = base.termStart.length - 1L - base.chunks.length;
    for (int gone : delta.hidden.stream().toArray()) {
      termSum -= base.sentenceTerms(gone);
      sentenceSum -= base.sentences(gone);
    }
    for (GraphPassage passage : delta.passages) {
      termSum += passage.terms().stream().skip(1).mapToInt(set -> set.length).sum();
      sentenceSum += passage.terms().size() - 1;
    }
    this.terms = termSum;
    this.sentences = sentenceSum;
  }

  /// The sentence of a mention that means "this passage is that entity, or is called so".
  public static final int OWN = GraphPassage.OWN;

  /// This one in which some items are deleted.
  GraphSnapshot without(Hidden hidden) {
    Map<Long, List<GraphPassage>> gone = new TreeMap<>();
    for (long item : hidden.items()) {
      gone.put(item, List.of());
    }
    return new GraphSnapshot(delta.with(gone), new Decisions(merges, relations), revision);
  }

  /// Is told of a passage's mentions.
  @FunctionalInterface
  public interface MentionVisitor {
    /// @param sentence place in the passage from 0; -1 = the passage owns the entity
    void mention(int entity, int sentence);
  }

  /// Is told of an entity's passages.
  @FunctionalInterface
  public interface PassageVisitor {
    void passage(int passage, boolean owns);
  }

  /// The revision of the workspace that this is.
  public long revision() {
    return revision;
  }

  /// One more than the largest passage number.
  public int passages() {
    return base.chunks.length + delta.passages.size();
  }

  /// One more than the largest entity number.
  public int entities() {
    return base.entities.length + delta.entities.size();
  }

  /// How many passages there are.
  public int size() {
    return passages() - delta.hidden.cardinality();
  }

  /// Passages that changed since the snapshot's base was built.
  int changed() {
    return delta.size();
  }

  GraphDelta delta() {
    return delta;
  }

  /// What the snapshot takes in memory, in bytes, about.
  public long bytes() {
    return base.bytes() + 200L * delta.size();
  }

  /// Whether a person pinned the relation of a passage's row to an entity.
  public boolean pinned(int passage, int entity) {
    return relations.pins() && relations.pinned(item(passage).value(), entityId(entity).value());
  }

  /// Whether persons hid relations, which are therefore not in it.
  boolean hides() {
    return relations.hides();
  }

  /// Whether a passage still is there.
  public boolean living(int passage) {
    return !delta.hidden.get(passage);
  }

  public ChunkId chunk(int passage) {
    return new ChunkId(inBase(passage) ? base.chunks[passage] : added(passage).chunk());
  }

  public ItemId item(int passage) {
    return new ItemId(inBase(passage) ? base.items[base.itemOf[passage]] : added(passage).item());
  }

  /// Whether two passages are parts of one item.
  public boolean sameItem(int one, int other) {
    return (inBase(one) && inBase(other))
        ? base.itemOf[one] == base.itemOf[other]
        : item(one).equals(item(other));
  }

  public EntityId entityId(int entity) {
    return new EntityId(
        entity < base.entities.length
            ? base.entities[entity]
            : delta.entities.get(entity - base.entities.length));
  }

  /// The number of a chunk's passage, or -1 where the snapshot does not have it.
  public int passage(ChunkId chunk) {
    Integer added = delta.passageByChunk.get(chunk.value());
    if (added != null) {
      return added;
    }
    int found = base.passage(chunk.value());
    return found >= 0 && living(found) ? found : -1;
  }

  /// The number of an entity, or of what it was merged into; -1 where no living passage has it.
  public int entity(EntityId id) {
    int found = delta.entity(merges.root(id.value()));
    return found >= 0 && frequency(found) > 0 ? found : -1;
  }

  /// In how many passages an entity occurs.
  public int frequency(int entity) {
    Integer state = changed(entity);
    return state != null ? state >> 1 : base.postings.size(entity);
  }

  /// Whether some passage owns the entity.
  public boolean known(int entity) {
    Integer state = changed(entity);
    return state != null ? (state & 1) == 1 : base.known(entity);
  }

  /// Mostly nothing has changed: then there is no need to look, nor to make an object of a number.
  private @Nullable Integer changed(int entity) {
    return delta.state.isEmpty() ? null : delta.state.get(entity);
  }

  /// The mentions of a passage, all of one entity after another, its ownership first.
  public void mentions(int passage, MentionVisitor visitor) {
    if (inBase(passage)) {
      for (int at = base.mentionStart[passage]; at < base.mentionStart[passage + 1]; at++) {
        visitor.mention(base.mentionEntity[at], base.mentionSentence[at]);
      }
      return;
    }
    int[] entities = delta.entitiesOf.get(passage - base.chunks.length);
    GraphPassage added = added(passage);
    for (int at = 0; at < entities.length; at++) {
      visitor.mention(entities[at], added.mentions().get(at).sentence());
    }
  }

  /// The passages in which an entity occurs, each once.
  public void passages(int entity, PassageVisitor visitor) {
    if (entity < base.entities.length) {
      for (int at = base.postings.start[entity]; at < base.postings.start[entity + 1]; at++) {
        int posting = base.postings.cells[at];
        if (living(posting >> 1)) {
          visitor.passage(posting >> 1, (posting & 1) == 1);
        }
      }
    }
    for (int posting : delta.postings.getOrDefault(entity, NONE)) {
      visitor.passage(posting >> 1, (posting & 1) == 1);
    }
  }

  /// The passages that own an entity; does not look at those that mention it, however many.
  public void owners(int entity, IntConsumer visitor) {
    if (entity < base.entities.length) {
      int[] cells = base.postings.cells;
      int end = base.postings.start[entity + 1];
      for (int at = base.postings.start[entity]; at < end && (cells[at] & 1) == 1; at++) {
        if (living(cells[at] >> 1)) {
          visitor.accept(cells[at] >> 1);
        }
      }
    }
    for (int posting : delta.postings.getOrDefault(entity, NONE)) {
      if ((posting & 1) == 1) {
        visitor.accept(posting >> 1);
      }
    }
  }

  /// Whether an entity is a row (and not a name) that is here, or has one merged into it.
  public boolean isRow(int entity) {
    long id = entityId(entity).value();
    return isRowItself(entity, id)
        || (merges.hasMembers(id) && merges.members(id).stream().anyMatch(this::isHere));
  }

  private boolean isHere(long item) {
    List<GraphPassage> changed = delta.items.get(item);
    return changed != null ? !changed.isEmpty() : base.item(item) >= 0;
  }

  private boolean isRowItself(int entity, long id) {
    if (delta.items.containsKey(id)) {
      return !delta.items.getOrDefault(id, List.of()).isEmpty();
    }
    return entity < base.entities.length ? base.rows.get(entity) : base.item(id) >= 0;
  }

  /// The fields that rows have, with their numbers.
  public Map<FieldName, Integer> fields() {
    Map<FieldName, Integer> living = new TreeMap<>();
    for (int field = 0; field < delta.fieldNames.size(); field++) {
      if (delta.fieldCounts[field] > 0) {
        living.put(delta.fieldNames.get(field), field);
      }
    }
    return living;
  }

  /// Which of [#fields] a sentence is; -1 where it is none.
  ///
  /// @param sentence from 0; -1 = the passage's heading
  public int field(int passage, int sentence) {
    return inBase(passage)
        ? base.fields[base.slotStart[passage] + 1 + sentence]
        : delta.fieldsOf.get(passage - base.chunks.length)[1 + sentence];
  }

  /// How many sentences a passage has.
  public int sentences(int passage) {
    return inBase(passage) ? base.sentences(passage) : added(passage).terms().size() - 1;
  }

  /// Which terms of a question stand in a sentence of a passage.
  ///
  /// @param sentence from 0; -1 = the passage's heading
  public long mask(int passage, int sentence, QuestionTerms question) {
    if (inBase(passage)) {
      int slot = base.slotStart[passage] + 1 + sentence;
      return question.in(base.terms, base.termStart[slot], base.termStart[slot + 1]);
    }
    char[] set = added(passage).terms().get(1 + sentence);
    return question.in(set, 0, set.length);
  }

  /// Which terms of a question stand anywhere in a passage, its heading included.
  public long mask(int passage, QuestionTerms question) {
    long mask = 0;
    for (int sentence = -1; sentence < sentences(passage); sentence++) {
      mask |= mask(passage, sentence, question);
    }
    return mask;
  }

  /// How many different terms a sentence has.
  ///
  /// @param sentence from 0; -1 = the passage's heading
  public int terms(int passage, int sentence) {
    if (inBase(passage)) {
      int slot = base.slotStart[passage] + 1 + sentence;
      return base.termStart[slot + 1] - base.termStart[slot];
    }
    return added(passage).terms().get(1 + sentence).length;
  }

  /// The mean of [#terms] over all sentences; 1 for an empty graph.
  public double meanTerms() {
    return sentences == 0 ? 1 : Math.max(1, (double) terms / sentences);
  }

  private boolean inBase(int passage) {
    return passage < base.chunks.length;
  }

  private GraphPassage added(int passage) {
    return delta.passages.get(passage - base.chunks.length);
  }
}
