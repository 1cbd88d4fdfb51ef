package dev.raghub.graph;

import dev.raghub.bench.DefaultSettings;
import dev.raghub.bench.SyntheticChunk;
import dev.raghub.bench.SyntheticCorpus;
import dev.raghub.bench.SyntheticLine;
import dev.raghub.bench.SyntheticName;
import dev.raghub.corpus.PostgresHidden;
import dev.raghub.corpus.SyntheticStore;
import dev.raghub.observe.SyntheticObserver;
import dev.raghub.workspace.SyntheticWorkspace;
import dev.raghub.workspace.Workspace;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The graph of a synthetic corpus, as it would be read from PostgreSQL.
public final class SyntheticGraph {
  private SyntheticGraph() {}

  /// The whole graph.
  public static GraphSnapshot of(SyntheticCorpus corpus) {
    return load(passages(corpus));
  }

  /// Graphs that know only this one.
  public static Graphs graphs(GraphSnapshot snapshot) {
    PostgresGraphReader reader =
        new PostgresGraphReader(
            SyntheticWorkspace.nowhere(),
            new PostgresResolutionStore(),
            new PostgresRelationDecisionStore()) {
          @Override
          GraphSnapshot load(Workspace workspace, boolean hidden) {
            return snapshot;
          }
        };
    return new Graphs(
        reader,
        SyntheticStore.outbox(),
        new PostgresHidden(SyntheticWorkspace.nowhere()),
        DefaultSettings.of(GraphSettings.class),
        SyntheticObserver.get(),
        Clock.systemUTC());
  }

  /// Names of entities that nobody asks for.
  public static PostgresEntityNames names() {
    return new PostgresEntityNames(SyntheticWorkspace.nowhere());
  }

  /// The graph after edits of so many items, spread over the corpus, at most every second.
  public static GraphSnapshot edited(GraphSnapshot snapshot, SyntheticCorpus corpus, int items) {
    int count = Math.min(items, corpus.items() / 2);
    Map<Long, List<GraphPassage>> changes = new HashMap<>();
    for (int i = 0; i < count; i++) {
      changes.putAll(edit(corpus.edited(), (int) ((long) i * corpus.items() / count)));
    }
    return with(snapshot, changes);
  }

  /// The passages of an item after an edit.
  static Map<Long, List<GraphPassage>> edit(SyntheticCorpus edited, int item) {
    return Map.of(
        edited.item(item).id().value(),
        edited.chunksOf(item).mapToObj(edited::chunk).map(SyntheticGraph::passage).toList());
  }

  static GraphSnapshot with(GraphSnapshot snapshot, Map<Long, List<GraphPassage>> changes) {
    return new GraphSnapshot(snapshot.delta().with(changes), snapshot.revision());
  }

  static GraphSnapshot load(Stream<GraphPassage> passages) {
    GraphBaseBuilder builder = new GraphBaseBuilder();
    passages.forEachOrdered(builder::add);
    return new GraphSnapshot(GraphDelta.none(builder.build()), SyntheticCorpus.REVISION);
  }

  /// In the order in which they are stored.
  static Stream<GraphPassage> passages(SyntheticCorpus corpus) {
    return Arrays.stream(corpus.inStoredOrder())
        .mapToObj(corpus::chunk)
        .map(SyntheticGraph::passage);
  }

  static GraphPassage passage(SyntheticChunk chunk) {
    long item = chunk.itemId().value();
    List<GraphPassage.Incidence> mentions = new ArrayList<>();
    mentions.add(new GraphPassage.Incidence(item, GraphPassage.OWN));
    mentions.add(new GraphPassage.Incidence(chunk.title().entity(), GraphPassage.OWN));
    List<SyntheticLine> lines = chunk.lines();
    IntStream.range(0, lines.size())
        .forEach(
            sentence -> {
              for (SyntheticName name : lines.get(sentence).names()) {
                mentions.add(new GraphPassage.Incidence(name.entity(), sentence));
              }
            });
    return new GraphPassage(chunk.id().value(), item, mentions, chunk.terms(), chunk.fields());
  }
}
