package dev.raghub.graph;

import dev.raghub.analysis.LuceneAnalysis;
import dev.raghub.corpus.ChunkId;
import dev.raghub.corpus.ChunkTerms;
import dev.raghub.corpus.ItemId;
import dev.raghub.extract.Words;
import dev.raghub.graph.GraphPassage.Incidence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Graphs written down as text: a line a sentence, `[Clio Barnard]` mentions a name,
/// `<person:clio>` a row, and `- phone: 17` is a field of the row's type.
public final class SmallGraph {
  private static final Pattern MENTION = Pattern.compile("\\[([^\\]]+)\\]|<([^>]+)>");
  private static final Pattern FIELD = Pattern.compile("- ([^:]+): ");

  private final LuceneAnalysis analysis = new LuceneAnalysis();
  private final Map<ItemId, List<GraphPassage>> items = new LinkedHashMap<>();

  /// Puts a row, or another in its place.
  ///
  /// @param row as `type:key`
  /// @param names what it is called, separated by commas; empty = nothing
  /// @param passages each of one sentence or more
  public SmallGraph put(String row, String names, String... passages) {
    List<GraphPassage> written = new ArrayList<>();
    for (String text : passages) {
      written.add(passage(row, written.size(), names, List.of(text.split("\n", -1))));
    }
    items.put(item(row), written);
    return this;
  }

  /// All rows in the snapshot's base.
  public GraphSnapshot snapshot() {
    return snapshot(item -> false);
  }

  /// The same graph, some rows of which came later than the base.
  public GraphSnapshot snapshot(Predicate<ItemId> late) {
    GraphBaseBuilder base = new GraphBaseBuilder();
    Map<Long, List<GraphPassage>> added = new HashMap<>();
    List<GraphPassage> early = new ArrayList<>();
    items.forEach(
        (item, passages) -> {
          if (late.test(item)) {
            added.put(item.value(), passages);
          } else {
            early.addAll(passages);
          }
        });
    early.stream().sorted(Comparator.comparingLong(GraphPassage::chunk)).forEach(base::add);
    return new GraphSnapshot(GraphDelta.none(base.build()).with(added), 1);
  }

  /// The chunk of a row's first passage.
  public static ChunkId chunk(String row) {
    return ChunkId.of(item(row), 0);
  }

  /// The number of a row's first passage.
  public static int passage(GraphSnapshot graph, String row) {
    return graph.passage(chunk(row));
  }

  /// The number of a name.
  public static int name(GraphSnapshot graph, String name) {
    return graph.entity(EntityId.ofName(Words.name(name)));
  }

  /// The number of a row's own entity.
  public static int row(GraphSnapshot graph, String row) {
    return graph.entity(EntityId.ofRow(item(row)));
  }

  public static ItemId item(String row) {
    String[] parts = row.split(":", 2);
    return ItemId.of(parts[0], parts[1]);
  }

  private GraphPassage passage(String row, int ordinal, String names, List<String> sentences) {
    String[] parts = row.split(":", 2);
    List<Incidence> mentions = new ArrayList<>();
    mentions.add(new Incidence(item(row).value(), GraphPassage.OWN));
    Stream.of(names.split(",", -1))
        .filter(name -> !name.isBlank())
        .forEach(name -> mentions.add(new Incidence(nameId(name), GraphPassage.OWN)));
    List<Optional<FieldName>> fields = new ArrayList<>();
    fields.add(Optional.empty());
    for (int i = 0; i < sentences.size(); i++) {
      addMentions(mentions, sentences.get(i), i);
      Matcher field = FIELD.matcher(sentences.get(i));
      boolean isField = field.lookingAt();
      fields.add(isField ? Optional.of(new FieldName(parts[0], field.group(1))) : Optional.empty());
      if (isField) {
        fields.set(0, Optional.of(new FieldName(parts[0], "")));
      }
    }
    String title = names.split(",", -1)[0];
    return new GraphPassage(
        ChunkId.of(item(row), ordinal).value(),
        item(row).value(),
        mentions,
        ChunkTerms.of(analysis, ChunkTerms.heading(title, parts[0], parts[1]), sentences),
        fields);
  }

  private static void addMentions(List<Incidence> mentions, String sentence, int place) {
    Matcher mention = MENTION.matcher(sentence);
    while (mention.find()) {
      long entity =
          mention.group(1) != null ? nameId(mention.group(1)) : item(mention.group(2)).value();
      mentions.add(new Incidence(entity, place));
    }
  }

  private static long nameId(String name) {
    return EntityId.ofName(Words.name(name)).value();
  }
}
