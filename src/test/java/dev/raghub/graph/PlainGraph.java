package dev.raghub.graph;

import dev.raghub.corpus.ChunkId;
import dev.raghub.corpus.ItemId;
import dev.raghub.graph.GraphPassage.Incidence;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// All that a graph says, as lines under stored ids: once by looking through its passages one by
/// one, once by asking a snapshot.
final class PlainGraph {
  private PlainGraph() {}

  /// @param entities what is asked for, here or not
  static List<String> of(Collection<GraphPassage> passages, LongStream entities) {
    List<String> lines = new ArrayList<>();
    passages.forEach(passage -> lines.add(passage(passage)));
    entities.forEach(entity -> lines.add(entity(passages, entity)));
    lines.add("size " + passages.size());
    double terms =
        passages.stream()
            .flatMap(passage -> passage.terms().stream().skip(1))
            .mapToInt(set -> set.length)
            .average()
            .orElse(1);
    lines.add("mean " + Math.max(1, terms));
    lines.add(
        "fields " + passages.stream().flatMap(PlainGraph::fields).distinct().sorted().toList());
    return lines.stream().sorted().toList();
  }

  /// @param entities what is asked for, here or not
  static List<String> of(GraphSnapshot graph, LongStream entities) {
    List<String> lines = new ArrayList<>();
    for (int passage = 0; passage < graph.passages(); passage++) {
      if (graph.living(passage)) {
        lines.add(passage(graph, passage));
      }
    }
    entities.forEach(entity -> lines.add(entity(graph, new EntityId(entity))));
    lines.add("size " + graph.size());
    lines.add("mean " + graph.meanTerms());
    lines.add("fields " + List.copyOf(graph.fields().keySet()));
    return lines.stream().sorted().toList();
  }

  private static String passage(GraphPassage passage) {
    return "passage %d of %d mentions %s terms %s fields %s"
        .formatted(
            passage.chunk(),
            passage.item(),
            passage.mentions().stream().map(it -> it.entity() + "@" + it.sentence()).toList(),
            passage.terms().stream().map(set -> set.length).toList(),
            passage.fields());
  }

  private static String passage(GraphSnapshot graph, int passage) {
    List<String> mentions = new ArrayList<>();
    graph.mentions(
        passage,
        (entity, sentence) -> mentions.add(graph.entityId(entity).value() + "@" + sentence));
    List<Integer> terms = new ArrayList<>();
    List<Optional<FieldName>> fields = new ArrayList<>();
    for (int sentence = -1; sentence < graph.sentences(passage); sentence++) {
      terms.add(graph.terms(passage, sentence));
      fields.add(field(graph, graph.field(passage, sentence)));
    }
    ChunkId chunk = graph.chunk(passage);
    String found = graph.passage(chunk) == passage ? "passage" : "not to be found";
    return "%s %d of %d mentions %s terms %s fields %s"
        .formatted(found, chunk.value(), graph.item(passage).value(), mentions, terms, fields);
  }

  private static Optional<FieldName> field(GraphSnapshot graph, int number) {
    return graph.fields().entrySet().stream()
        .filter(field -> field.getValue() == number)
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static Stream<FieldName> fields(GraphPassage passage) {
    return passage.fields().stream().flatMap(Optional::stream);
  }

  private static String entity(Collection<GraphPassage> passages, long entity) {
    TreeMap<Long, Boolean> owns =
        passages.stream()
            .filter(passage -> has(passage, entity))
            .collect(
                Collectors.toMap(
                    GraphPassage::chunk,
                    passage -> passage.mentions().contains(new Incidence(entity, GraphPassage.OWN)),
                    (one, other) -> one,
                    TreeMap::new));
    TreeSet<Long> owners = new TreeSet<>(owns.keySet());
    owners.removeIf(chunk -> !owns.getOrDefault(chunk, false));
    boolean isRow = passages.stream().anyMatch(passage -> passage.item() == entity);
    return new Spread(entity, owns, owners, !owners.isEmpty(), isRow, owns.size()).toString();
  }

  private static boolean has(GraphPassage passage, long entity) {
    return passage.mentions().stream().anyMatch(mention -> mention.entity() == entity);
  }

  private static String entity(GraphSnapshot graph, EntityId entity) {
    int number = graph.entity(entity);
    if (number < 0) {
      return new Spread(entity.value(), Map.of(), Set.of(), false, false, 0).toString();
    }
    TreeMap<Long, Boolean> owns = new TreeMap<>();
    graph.passages(number, (passage, own) -> owns.put(graph.chunk(passage).value(), own));
    TreeSet<Long> owners = new TreeSet<>();
    graph.owners(number, passage -> owners.add(graph.chunk(passage).value()));
    return new Spread(
            entity.value(),
            owns,
            owners,
            graph.known(number),
            graph.isRow(number),
            graph.frequency(number))
        .toString();
  }

  /// Where an entity occurs.
  ///
  /// @param owns by chunk
  private record Spread(
      long entity,
      Map<Long, Boolean> owns,
      Set<Long> owners,
      boolean known,
      boolean isRow,
      int frequency) {}

  /// Whether two passages are of one item, asked of all pairs.
  static List<String> sameItems(GraphSnapshot graph) {
    List<String> lines = new ArrayList<>();
    for (int one = 0; one < graph.passages(); one++) {
      for (int other = 0; other < graph.passages(); other++) {
        ItemId item = graph.item(one);
        if (graph.sameItem(one, other) != item.equals(graph.item(other))) {
          lines.add(one + " and " + other);
        }
      }
    }
    return lines;
  }
}
