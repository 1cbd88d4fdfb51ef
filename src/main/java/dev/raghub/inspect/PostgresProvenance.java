package dev.raghub.inspect;

import dev.raghub.corpus.ChunkId;
import dev.raghub.corpus.CitedChunk;
import dev.raghub.corpus.ItemId;
import dev.raghub.corpus.PostgresCorpus;
import dev.raghub.graph.EntityAddress;
import dev.raghub.graph.EntityId;
import dev.raghub.graph.Merges;
import dev.raghub.graph.PostgresRelationDecisionStore;
import dev.raghub.graph.PostgresResolutionStore;
import dev.raghub.graph.RelationDecision.Kind;
import dev.raghub.graph.RelationDecisions;
import dev.raghub.inspect.Provenance.End;
import dev.raghub.inspect.Provenance.Said;
import dev.raghub.inspect.Provenance.Stated;
import dev.raghub.workspace.PostgresScope;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/// Reads why passages join entities.
@ApplicationScoped
public class PostgresProvenance {
  private final PostgresScope scope;
  private final PostgresCorpus corpus;
  private final PostgresResolutionStore resolutions;
  private final PostgresRelationDecisionStore relations;

  PostgresProvenance(
      PostgresScope scope,
      PostgresCorpus corpus,
      PostgresResolutionStore resolutions,
      PostgresRelationDecisionStore relations) {
    this.relations = relations;
    this.scope = scope;
    this.corpus = corpus;
    this.resolutions = resolutions;
  }

  /// A passage that joins two entities.
  public record Step(EntityId from, ChunkId over, EntityId to) {}

  /// What each of these rests on; one whose passage is gone meanwhile is left out.
  public Map<Step, Provenance> of(Workspace workspace, Collection<Step> steps) {
    Map<ChunkId, CitedChunk> chunks =
        corpus.chunks(workspace, steps.stream().map(Step::over).distinct().toList());
    Rows rows = scope.read(workspace, handle -> rows(workspace, handle, steps));
    Map<Step, Provenance> found = new HashMap<>();
    for (Step step : steps) {
      CitedChunk chunk = chunks.get(step.over());
      if (chunk != null) {
        found.put(step, rows.provenance(step, chunk));
      }
    }
    return found;
  }

  private record Mentioned(long chunk, int sentence, long entity, String rule) {}

  /// @param item of the row that it starts from
  /// @param name what is said of the entity: who calls the row so, or what the reference is called
  private record Joined(long item, long entity, String name) {}

  private record Asserted(long chunk, long subject, long object, Stated stated) {}

  private Rows rows(Workspace workspace, Handle handle, Collection<Step> steps) {
    Merges merges = resolutions.merges(workspace, handle);
    Set<Long> chunks = new TreeSet<>();
    Set<Long> entities = new TreeSet<>();
    for (Step step : steps) {
      chunks.add(step.over().value());
      entities.addAll(merges.members(step.from().value()));
      entities.addAll(merges.members(step.to().value()));
    }
    String items =
        "item IN (SELECT item FROM chunk WHERE workspace = :workspace AND id = ANY(:chunks))";
    return new Rows(
        merges,
        relations.decisions(workspace, handle, merges),
        mentioned(workspace, handle, chunks, entities),
        joined(
            bound(
                handle,
                "SELECT item, name AS entity, origin AS said FROM alias WHERE workspace = :workspace "
                    + "AND name = ANY(:entities) AND "
                    + items
                    + " ORDER BY origin",
                workspace,
                chunks,
                entities)),
        joined(
            bound(
                handle,
                "SELECT item_from AS item, item_to AS entity, name AS said FROM edge_fk WHERE workspace = :workspace "
                    + "AND item_to = ANY(:entities) AND item_from IN (SELECT item FROM chunk "
                    + "WHERE workspace = :workspace AND id = ANY(:chunks)) ORDER BY name",
                workspace,
                chunks,
                entities)),
        asserted(workspace, handle, chunks, entities));
  }

  private static List<Mentioned> mentioned(
      Workspace workspace, Handle handle, Set<Long> chunks, Set<Long> entities) {
    return bound(
            handle,
            "SELECT chunk, sentence, entity, rule FROM mention WHERE workspace = :workspace "
                + "AND chunk = ANY(:chunks) AND entity = ANY(:entities) ORDER BY sentence, rule",
            workspace,
            chunks,
            entities)
        .map(
            (row, context) ->
                new Mentioned(
                    row.getLong("chunk"),
                    row.getInt("sentence"),
                    row.getLong("entity"),
                    row.getString("rule")))
        .list();
  }

  private static List<Asserted> asserted(
      Workspace workspace, Handle handle, Set<Long> chunks, Set<Long> entities) {
    return bound(
            handle,
            "SELECT said.*, subject.name AS subject_name, object.name AS object_name FROM assertion said "
                + "JOIN entity subject ON subject.workspace = said.workspace AND subject.id = said.subject "
                + "JOIN entity object ON object.workspace = said.workspace AND object.id = said.object "
                + "WHERE said.workspace = :workspace AND said.chunk = ANY(:chunks) "
                + "AND said.subject = ANY(:entities) AND said.object = ANY(:entities) "
                + "ORDER BY said.sentence, said.predicate, said.subject, said.origin",
            workspace,
            chunks,
            entities)
        .map(
            (row, context) ->
                new Asserted(
                    row.getLong("chunk"),
                    row.getLong("subject"),
                    row.getLong("object"),
                    new Stated(
                        row.getInt("sentence"),
                        new EntityAddress.Name(row.getString("subject_name")),
                        row.getString("predicate"),
                        new EntityAddress.Name(row.getString("object_name")),
                        row.getString("origin"))))
        .list();
  }

  private static List<Joined> joined(Query query) {
    return query
        .map(
            (row, context) ->
                new Joined(row.getLong("item"), row.getLong("entity"), row.getString("said")))
        .list();
  }

  private static Query bound(
      Handle handle, String sql, Workspace workspace, Set<Long> chunks, Set<Long> entities) {
    return handle
        .createQuery(sql)
        .bind("workspace", workspace.id().value())
        .bindArray("chunks", Long.class, chunks)
        .bindArray("entities", Long.class, entities);
  }

  /// What the tables say of some passages and entities, a step's share of which is looked up.
  private record Rows(
      Merges merges,
      RelationDecisions decisions,
      List<Mentioned> mentions,
      List<Joined> aliases,
      List<Joined> links,
      List<Asserted> assertions) {

    private Provenance provenance(Step step, CitedChunk chunk) {
      return new Provenance(
          chunk.source(),
          chunk.key(),
          chunk.type(),
          chunk.title(),
          chunk.version(),
          chunk.changedAt(),
          chunk.chunk().ordinal(),
          end(step.from(), chunk),
          end(step.to(), chunk),
          assertions.stream()
              .filter(said -> said.chunk() == step.over().value())
              .filter(
                  said ->
                      Set.of(step.from().value(), step.to().value())
                          .containsAll(
                              List.of(merges.root(said.subject()), merges.root(said.object()))))
              .map(Asserted::stated)
              .toList());
    }

    private End end(EntityId entity, CitedChunk chunk) {
      long item = ItemId.of(chunk.source(), chunk.key()).value();
      Map<Integer, List<String>> rules =
          mentions.stream()
              .filter(said -> said.chunk() == chunk.chunk().id().value())
              .filter(said -> merges.root(said.entity()) == entity.value())
              .collect(
                  Collectors.groupingBy(
                      Mentioned::sentence,
                      TreeMap::new,
                      Collectors.mapping(Mentioned::rule, Collectors.toList())));
      return new End(
          merges.root(item) == entity.value(),
          names(aliases, item, entity),
          names(links, item, entity),
          rules.entrySet().stream()
              .map(
                  said ->
                      new Said(
                          said.getKey(),
                          chunk.chunk().sentences().get(said.getKey()).text(),
                          said.getValue().stream().distinct().toList()))
              .toList(),
          decisions.of(item, entity.value()).map(Kind::text));
    }

    private List<String> names(List<Joined> joined, long item, EntityId entity) {
      Stream<Joined> here =
          joined.stream()
              .filter(each -> each.item() == item && merges.root(each.entity()) == entity.value());
      return here.map(Joined::name).distinct().toList();
    }
  }
}
