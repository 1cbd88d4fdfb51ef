package dev.raghub.inspect;

import dev.raghub.graph.EntityId;
import dev.raghub.graph.GraphSnapshot;
import dev.raghub.graph.NodeLabels;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// What is measured over a whole graph: its parts, degrees, and its central entities.
@ApplicationScoped
public class Measures {
  /// The most shortest-path searches of a sampled betweenness.
  public static final int MAX_STARTS = 64;

  private static final Duration TIME = Duration.ofSeconds(5);

  private final PostgresEntities entities;
  private final Clock clock;

  Measures(PostgresEntities entities, Clock clock) {
    this.entities = entities;
    this.clock = clock;
  }

  /// What centrality means.
  public enum Measure {
    DEGREE,
    PAGERANK,
    BETWEENNESS
  }

  /// @param degree passages that it occurs in
  public record Scored(FoundEntity entity, int degree, double score) {}

  /// @param complete whether the scores are exact; else estimated from a sample
  public record Central(Listed<Scored> entities, boolean complete) {}

  /// The most central entities first.
  public Central central(
      Workspace workspace,
      GraphSnapshot graph,
      Measure measure,
      int limit,
      Optional<String> cursor) {
    int skipped = skipped(cursor);
    Centrality centrality = new Centrality(graph);
    Centrality.Scores scores =
        switch (measure) {
          case DEGREE -> centrality.degree();
          case PAGERANK -> centrality.pageRank();
          case BETWEENNESS -> centrality.betweenness(MAX_STARTS, clock, clock.instant().plus(TIME));
        };
    List<Integer> best = centrality.best(scores.scores(), skipped, limit + 1);
    Map<EntityId, FoundEntity> called =
        entities.of(workspace, best.stream().map(graph::entityId).toList(), Set.of());
    Listed<Integer> page = Listed.of(best, limit, last -> Cursor.of(skipped + limit));
    return new Central(
        page.map(
            entity ->
                new Scored(
                    called.getOrDefault(graph.entityId(entity), FoundEntity.GONE),
                    graph.frequency(entity),
                    scores.scores()[graph.passages() + entity])),
        scores.complete());
  }

  /// A part of the graph that no edge joins to the rest.
  ///
  /// @param size passages and entities
  /// @param entities of these
  /// @param example the one of its entities that occurs in most passages
  public record Component(int size, int entities, FoundEntity example) {}

  /// The parts, largest first.
  public Listed<Component> components(
      Workspace workspace, GraphSnapshot graph, int limit, Optional<String> cursor) {
    int skipped = skipped(cursor);
    NodeLabels labels = NodeLabels.of(graph);
    int[] sizes = labels.sizes();
    int[] members = new int[sizes.length];
    int[] example = new int[sizes.length];
    Arrays.fill(example, -1);
    for (int entity = 0; entity < graph.entities(); entity++) {
      int part = labels.ofEntity(entity);
      if (part >= 0) {
        members[part]++;
        if (example[part] < 0 || comesFirst(graph, entity, example[part])) {
          example[part] = entity;
        }
      }
    }
    List<Integer> largest =
        IntStream.range(0, sizes.length)
            .boxed()
            .sorted(
                Comparator.comparingInt((Integer part) -> -sizes[part])
                    .thenComparing(part -> graph.entityId(example[part])))
            .skip(skipped)
            .limit(limit + 1L)
            .toList();
    Map<EntityId, FoundEntity> called =
        entities.of(
            workspace,
            largest.stream().map(part -> graph.entityId(example[part])).toList(),
            Set.of());
    Listed<Integer> page = Listed.of(largest, limit, last -> Cursor.of(skipped + limit));
    return page.map(
        part ->
            new Component(
                sizes[part],
                members[part],
                called.getOrDefault(graph.entityId(example[part]), FoundEntity.GONE)));
  }

  /// How many passages entities occur in.
  ///
  /// @param histogram how many entities are in 1, 2–3, 4–7, 8–15 … passages
  public record Degrees(
      int entities, double mean, int median, int p90, int p99, int max, List<Integer> histogram) {
    public Degrees {
      histogram = List.copyOf(histogram);
    }
  }

  /// The degrees of all entities.
  public static Degrees degrees(GraphSnapshot graph) {
    int[] degrees =
        IntStream.range(0, graph.entities())
            .map(graph::frequency)
            .filter(frequency -> frequency > 0)
            .sorted()
            .toArray();
    int[] histogram = new int[Integer.SIZE];
    Arrays.stream(degrees)
        .forEach(it -> histogram[Integer.SIZE - 1 - Integer.numberOfLeadingZeros(it)]++);
    int max = degrees.length == 0 ? 0 : degrees[degrees.length - 1];
    int classes = max == 0 ? 0 : Integer.SIZE - Integer.numberOfLeadingZeros(max);
    return new Degrees(
        degrees.length,
        Arrays.stream(degrees).average().orElse(0),
        quantile(degrees, 0.5),
        quantile(degrees, 0.9),
        quantile(degrees, 0.99),
        max,
        Arrays.stream(histogram).limit(classes).boxed().toList());
  }

  private static int quantile(int[] sorted, double share) {
    return sorted.length == 0 ? 0 : sorted[(int) Math.ceil(share * sorted.length) - 1];
  }

  private static boolean comesFirst(GraphSnapshot graph, int one, int other) {
    int byFrequency = Integer.compare(graph.frequency(other), graph.frequency(one));
    return byFrequency < 0
        || (byFrequency == 0 && graph.entityId(one).compareTo(graph.entityId(other)) < 0);
  }

  private static int skipped(Optional<String> cursor) {
    return Math.clamp(Cursor.read(cursor, Cursor.of(0)).number(0), 0, Integer.MAX_VALUE - 10_000);
  }
}
