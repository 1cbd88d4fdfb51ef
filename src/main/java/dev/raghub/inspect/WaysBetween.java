package dev.raghub.inspect;

import dev.raghub.corpus.ChunkId;
import dev.raghub.graph.EntityId;
import dev.raghub.graph.GraphSnapshot;
import dev.raghub.graph.SnapshotGraph;
import dev.raghub.inspect.PostgresProvenance.Step;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// How two entities hang together: by ways over several passages, or by the passages that speak of
/// both; each step with what it rests on.
@ApplicationScoped
public class WaysBetween {
  /// When the search for further ways ends, whatever was found.
  private static final Duration TIME = Duration.ofSeconds(5);

  private final PostgresEntities entities;
  private final PostgresProvenance provenance;
  private final Clock clock;

  WaysBetween(PostgresEntities entities, PostgresProvenance provenance, Clock clock) {
    this.entities = entities;
    this.provenance = provenance;
    this.clock = clock;
  }

  /// @param from the number of an entity in the snapshot
  /// @param to another
  public record Ends(int from, int to) {}

  /// A step of a way.
  ///
  /// @param rests on; empty where the passage is gone meanwhile
  public record Stepped(FoundEntity from, FoundEntity to, Optional<Provenance> rests) {}

  /// @param ways shortest first
  /// @param complete whether there are no others that are as short
  public record Found(List<List<Stepped>> ways, boolean complete) {
    public Found {
      ways = List.copyOf(ways);
    }
  }

  /// The shortest ways.
  ///
  /// @param steps of a way at most
  public Found ways(Workspace workspace, GraphSnapshot graph, Ends ends, int steps, int count) {
    SnapshotGraph view = new SnapshotGraph(graph);
    Ways.Found found =
        new Ways(view, clock, TIME)
            .between(view.vertex(ends.from()), view.vertex(ends.to()), steps, count);
    List<List<Step>> ways = found.ways().stream().map(way -> steps(view, way)).toList();
    Set<Step> all = new LinkedHashSet<>();
    ways.forEach(all::addAll);
    Map<Step, Provenance> rests = provenance.of(workspace, all);
    Map<EntityId, FoundEntity> called = called(workspace, all);
    return new Found(
        ways.stream()
            .map(way -> way.stream().map(step -> stepped(step, called, rests)).toList())
            .toList(),
        found.complete());
  }

  /// The passages that speak of both, in the order of their chunks.
  public Listed<Provenance> joining(
      Workspace workspace, GraphSnapshot graph, Ends ends, int limit, Optional<String> cursor) {
    long after = Cursor.read(cursor, Cursor.of(Long.MIN_VALUE)).number(0);
    boolean swapped = graph.frequency(ends.from()) > graph.frequency(ends.to());
    int rarer = swapped ? ends.to() : ends.from();
    int other = swapped ? ends.from() : ends.to();
    List<ChunkId> both = new ArrayList<>();
    graph.passages(
        rarer,
        (passage, owns) -> {
          if (graph.chunk(passage).value() > after && speaks(graph, passage, other)) {
            both.add(graph.chunk(passage));
          }
        });
    List<ChunkId> read = both.stream().sorted().limit(limit + 1L).toList();
    Listed<ChunkId> page = Listed.of(read, limit, last -> Cursor.of(last.value()));
    EntityId from = graph.entityId(ends.from());
    EntityId to = graph.entityId(ends.to());
    Map<Step, Provenance> rests =
        provenance.of(
            workspace, page.items().stream().map(chunk -> new Step(from, chunk, to)).toList());
    List<Provenance> listed = new ArrayList<>();
    page.items()
        .forEach(
            chunk ->
                Optional.ofNullable(rests.get(new Step(from, chunk, to))).ifPresent(listed::add));
    return new Listed<>(listed, page.next());
  }

  private static boolean speaks(GraphSnapshot graph, int passage, int entity) {
    boolean[] speaks = {false};
    graph.mentions(passage, (mentioned, sentence) -> speaks[0] |= mentioned == entity);
    return speaks[0];
  }

  private static List<Step> steps(SnapshotGraph view, List<Integer> way) {
    List<Step> steps = new ArrayList<>();
    for (int at = 0; at + 2 < way.size(); at += 2) {
      steps.add(
          new Step(
              view.entity(way.get(at)), view.chunk(way.get(at + 1)), view.entity(way.get(at + 2))));
    }
    return steps;
  }

  private Map<EntityId, FoundEntity> called(Workspace workspace, Set<Step> steps) {
    Set<EntityId> ids = new HashSet<>();
    steps.forEach(
        step -> {
          ids.add(step.from());
          ids.add(step.to());
        });
    return entities.of(workspace, ids, Set.of());
  }

  private static Stepped stepped(
      Step step, Map<EntityId, FoundEntity> called, Map<Step, Provenance> rests) {
    return new Stepped(
        called.getOrDefault(step.from(), FoundEntity.GONE),
        called.getOrDefault(step.to(), FoundEntity.GONE),
        Optional.ofNullable(rests.get(step)));
  }
}
