package dev.raghub.inspect;

import dev.raghub.corpus.ChunkId;
import dev.raghub.corpus.CitedChunk;
import dev.raghub.corpus.PostgresCorpus;
import dev.raghub.graph.EntityId;
import dev.raghub.graph.GraphSnapshot;
import dev.raghub.inspect.Neighbourhood.Reached;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What lies around an entity, a page at a time.
@ApplicationScoped
public class Neighbours {
  private static final int BATCH = 1_000;

  private final PostgresEntities entities;
  private final PostgresCorpus corpus;

  Neighbours(PostgresEntities entities, PostgresCorpus corpus) {
    this.entities = entities;
    this.corpus = corpus;
  }

  /// @param depth steps at most
  /// @param types only entities of these; empty = all. The ways may lead over others
  public record Wanted(int entity, int depth, Set<String> types) {
    public Wanted {
      types = Set.copyOf(types);
    }
  }

  /// @param over the passage that mentions both it and an entity one step nearer; empty where it is
  ///   gone meanwhile
  public record Neighbour(FoundEntity entity, int distance, Optional<CitedChunk> over) {}

  /// @param complete whether nothing was left out for being too much
  public record Page(Listed<Neighbour> neighbours, boolean complete) {}

  /// The neighbours, nearest first.
  public Page of(
      Workspace workspace, GraphSnapshot graph, Wanted wanted, int limit, Optional<String> cursor) {
    Cursor from = Cursor.read(cursor, Cursor.of(0, Long.MIN_VALUE));
    Reached last = new Reached(new EntityId(from.number(1)), (int) from.number(0), -1);
    Neighbourhood around = Neighbourhood.around(graph, wanted.entity(), wanted.depth());
    List<Reached> rest =
        around.reached().stream().filter(each -> Reached.ORDER.compare(each, last) > 0).toList();
    Listed<Called> page =
        Listed.of(
            called(workspace, rest, wanted.types(), limit + 1),
            limit,
            each -> Cursor.of(each.reached().distance(), each.reached().entity().value()));
    List<ChunkId> chunks =
        page.items().stream().map(each -> graph.chunk(each.reached().passage())).toList();
    Map<ChunkId, CitedChunk> texts = corpus.chunks(workspace, chunks);
    return new Page(
        page.map(
            each ->
                new Neighbour(
                    each.entity(),
                    each.reached().distance(),
                    Optional.ofNullable(texts.get(graph.chunk(each.reached().passage()))))),
        around.complete());
  }

  private record Called(Reached reached, FoundEntity entity) {}

  private List<Called> called(
      Workspace workspace, List<Reached> rest, Set<String> types, int limit) {
    List<Called> called = new ArrayList<>();
    for (int at = 0; at < rest.size() && called.size() < limit; at += BATCH) {
      List<Reached> batch = rest.subList(at, Math.min(rest.size(), at + BATCH));
      Map<EntityId, FoundEntity> found =
          entities.of(workspace, batch.stream().map(Reached::entity).toList(), types);
      batch.forEach(
          each ->
              Optional.ofNullable(found.get(each.entity()))
                  .ifPresent(entity -> called.add(new Called(each, entity))));
    }
    return called.subList(0, Math.min(called.size(), limit));
  }
}
