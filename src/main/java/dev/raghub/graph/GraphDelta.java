package dev.raghub.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What changed since a [GraphBase] was built: the items that were written or deleted, with the
/// passages they have now. Hides these items' passages in the base and numbers the new passages and
/// entities behind the base's. Immutable; a further change makes another delta. Built from all its
/// items each time, so it is for few of them.
final class GraphDelta {
  final GraphBase base;
  final Map<Long, List<GraphPassage>> items;
  final BitSet hidden = new BitSet();
  final List<GraphPassage> passages = new ArrayList<>();
  final List<int[]> entitiesOf = new ArrayList<>();
  final List<int[]> fieldsOf = new ArrayList<>();
  final List<Long> entities = new ArrayList<>();
  final Map<Long, Integer> passageByChunk = new HashMap<>();
  final Map<Integer, int[]> postings = new HashMap<>();

  /// For each entity whose passages changed: how many living passages it has now, doubled, plus 1
  /// where one of them owns it.
  final Map<Integer, Integer> state = new HashMap<>();

  /// The base's, and those that only its own passages have.
  final List<FieldName> fieldNames;

  /// How many living slots are each of them.
  final int[] fieldCounts;

  private final Map<FieldName, Integer> fieldNumbers = new HashMap<>();
  private final Map<Long, Integer> entityById = new HashMap<>();

  private GraphDelta(GraphBase base, Map<Long, List<GraphPassage>> items) {
    this.base = base;
    this.items = items;
    this.fieldNames = new ArrayList<>(base.fieldNames);
    for (int i = 0; i < fieldNames.size(); i++) {
      fieldNumbers.put(fieldNames.get(i), i);
    }
    items.keySet().forEach(this::hide);
    items.values().stream()
        .flatMap(List::stream)
        .sorted(Comparator.comparingLong(GraphPassage::chunk))
        .forEach(this::add);
    indexPostings();
    touched().forEach(this::count);
    this.fieldCounts = Arrays.copyOf(base.fieldCounts, fieldNames.size());
    hidden.stream().forEach(this::uncountFields);
    fieldsOf.forEach(
        fields -> Arrays.stream(fields).filter(it -> it >= 0).forEach(it -> fieldCounts[it]++));
  }

  static GraphDelta none(GraphBase base) {
    return new GraphDelta(base, Map.of());
  }

  /// This delta with items replaced by the passages they have now; none for a deleted item.
  GraphDelta with(Map<Long, List<GraphPassage>> changed) {
    Map<Long, List<GraphPassage>> all = new TreeMap<>(items);
    all.putAll(changed);
    return new GraphDelta(base, all);
  }

  /// The number of an entity, or a negative one.
  int entity(long id) {
    int known = base.entity(id);
    return known >= 0 ? known : entityById.getOrDefault(id, -1);
  }

  /// Passages that it hides or adds.
  int size() {
    return hidden.cardinality() + passages.size();
  }

  private void hide(long item) {
    int at = base.item(item);
    if (at >= 0) {
      for (int i = base.passagesOf.start[at]; i < base.passagesOf.start[at + 1]; i++) {
        hidden.set(base.passagesOf.cells[i]);
      }
    }
  }

  private void add(GraphPassage passage) {
    passageByChunk.put(passage.chunk(), base.chunks.length + passages.size());
    passages.add(passage);
    fieldsOf.add(
        passage.fields().stream()
            .mapToInt(field -> field.map(this::number).orElse(GraphBaseBuilder.NO_FIELD))
            .toArray());
    entitiesOf.add(passage.mentions().stream().mapToInt(it -> number(it.entity())).toArray());
  }

  private int number(FieldName field) {
    return fieldNumbers.computeIfAbsent(
        field,
        name -> {
          fieldNames.add(name);
          return fieldNames.size() - 1;
        });
  }

  private int number(long entity) {
    int known = entity(entity);
    if (known >= 0) {
      return known;
    }
    int next = base.entities.length + entities.size();
    entities.add(entity);
    entityById.put(entity, next);
    return next;
  }

  private void indexPostings() {
    Map<Integer, List<Integer>> lists = new HashMap<>();
    for (int i = 0; i < passages.size(); i++) {
      int[] mentioned = entitiesOf.get(i);
      for (int at = 0; at < mentioned.length; at++) {
        if (at == 0 || mentioned[at] != mentioned[at - 1]) {
          int own = passages.get(i).mentions().get(at).sentence() == GraphPassage.OWN ? 1 : 0;
          lists
              .computeIfAbsent(mentioned[at], key -> new ArrayList<>())
              .add(((base.chunks.length + i) << 1) | own);
        }
      }
    }
    lists.forEach(
        (entity, list) ->
            postings.put(entity, list.stream().mapToInt(Integer::intValue).toArray()));
  }

  private Collection<Integer> touched() {
    BitSet touched = new BitSet();
    postings.keySet().forEach(touched::set);
    hidden.stream()
        .forEach(
            passage -> {
              for (int at = base.mentionStart[passage]; at < base.mentionStart[passage + 1]; at++) {
                touched.set(base.mentionEntity[at]);
              }
            });
    return touched.stream().boxed().toList();
  }

  private void uncountFields(int passage) {
    for (int slot = base.slotStart[passage]; slot < base.slotStart[passage + 1]; slot++) {
      if (base.fields[slot] >= 0) {
        fieldCounts[base.fields[slot]]--;
      }
    }
  }

  private void count(int entity) {
    int living = 0;
    int owned = 0;
    if (entity < base.entities.length) {
      for (int at = base.postings.start[entity]; at < base.postings.start[entity + 1]; at++) {
        int posting = base.postings.cells[at];
        if (!hidden.get(posting >> 1)) {
          living++;
          owned |= posting & 1;
        }
      }
    }
    for (int posting : postings.getOrDefault(entity, new int[0])) {
      living++;
      owned |= posting & 1;
    }
    state.put(entity, (living << 1) | owned);
  }
}
