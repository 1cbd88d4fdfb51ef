package dev.raghub.resolve;

import dev.raghub.corpus.PostgresOutbox;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.graph.EntityAddress;
import dev.raghub.graph.EntityId;
import dev.raghub.graph.Merges;
import dev.raghub.graph.PostgresGraphStore;
import dev.raghub.graph.PostgresRelationDecisionStore;
import dev.raghub.graph.PostgresResolutionStore;
import dev.raghub.graph.Resolution;
import dev.raghub.merge.PostgresGazetteer;
import dev.raghub.workspace.PostgresScope;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// Decisions of persons about entities, made and taken back. Each is a row of its own that survives
/// what it speaks of; what follows from it (a row's further names, the places in free text that say
/// a name) is derived again whenever a document is stored. So taking it back leaves what there
/// would be without it, whatever happened in between.
@ApplicationScoped
public class PostgresResolutions {
  /// The most decisions of a workspace: all of them are in memory beside its graph.
  public static final int MAX_RESOLUTIONS = 10_000;

  private final PostgresScope scope;
  private final PostgresOutbox outbox;
  private final PostgresGraphStore graph;
  private final PostgresResolutionStore store;
  private final PostgresRelationDecisionStore relations;
  private final PostgresGazetteer gazetteer;
  private final Clock clock;

  PostgresResolutions(
      PostgresScope scope,
      PostgresOutbox outbox,
      PostgresGraphStore graph,
      PostgresResolutionStore store,
      PostgresRelationDecisionStore relations,
      PostgresGazetteer gazetteer,
      Clock clock) {
    this.scope = scope;
    this.outbox = outbox;
    this.graph = graph;
    this.store = store;
    this.relations = relations;
    this.gazetteer = gazetteer;
    this.clock = clock;
  }

  /// Decides that two names or two rows are the same, or that a name is another name of a row. A
  /// name that becomes another one may be new: it is looked for from now on. ENTITY_NOT_FOUND,
  /// ALREADY_MERGED, MERGE_CYCLE or INVALID_REQUEST otherwise.
  ///
  /// @param by the public part of the caller's key
  public Resolution merge(
      Workspace workspace, EntityAddress entity, EntityAddress into, String by) {
    Resolution said =
        new Resolution(entity, into, by, clock.instant().truncatedTo(ChronoUnit.MICROS));
    return scope.write(
        workspace,
        handle -> {
          long revision = outbox.lock(workspace, handle);
          requirePossible(workspace, handle, said);
          Set<Long> before = spoken(workspace, handle, said);
          store.put(workspace, handle, said);
          graph.addNames(workspace, handle, said.names());
          graph.addSpokenAliases(workspace, handle, List.of(said.target().id().value()));
          Set<Long> affected = affected(workspace, handle, said);
          affected.addAll(relinked(workspace, handle, said, before));
          outbox.append(workspace, handle, revision, affected);
          return said;
        });
  }

  /// Takes a decision back; NOT_FOUND where it does not stand.
  public void unmerge(Workspace workspace, UUID id) {
    scope.write(
        workspace,
        handle -> {
          long revision = outbox.lock(workspace, handle);
          Resolution said =
              store
                  .remove(workspace, handle, id)
                  .orElseThrow(
                      () -> new RaghubException(ErrorCode.NOT_FOUND, "there is no such merge"));
          Set<Long> affected = affected(workspace, handle, said);
          Map<EntityId, String> names = said.names();
          Set<Long> before = values(names);
          if (!said.unifies()) {
            store.removeAlias(workspace, handle, said.target().id(), said.entity().id());
          }
          affected.addAll(relinked(workspace, handle, said, before));
          graph.sweepNames(workspace, handle, before);
          outbox.append(workspace, handle, revision, affected);
          return affected.size();
        });
  }

  /// The decisions that stand, latest first.
  public List<Resolution> latest(Workspace workspace, int limit) {
    return scope.read(workspace, handle -> store.latest(workspace, handle, limit));
  }

  private void requirePossible(Workspace workspace, Handle handle, Resolution said) {
    store.requireKnown(workspace, handle, "into", said.target());
    if (said.entity() instanceof EntityAddress.Row) {
      store.requireKnown(workspace, handle, "entity", said.entity());
    }
    Merges merges = store.merges(workspace, handle);
    long entity = said.entity().id().value();
    if (store.stands(workspace, handle, said.id()) || (said.unifies() && merges.merged(entity))) {
      throw new RaghubException(
          ErrorCode.ALREADY_MERGED,
          "'entity' was merged already; take that back first, or merge what it was merged into");
    }
    if (said.unifies() && merges.root(said.target().id().value()) == entity) {
      throw new RaghubException(
          ErrorCode.MERGE_CYCLE, "'into' was merged into 'entity'; they are the same already");
    }
    if (store.count(workspace, handle) >= MAX_RESOLUTIONS) {
      throw new RaghubException(
          ErrorCode.INVALID_REQUEST,
          "the workspace has %d merges; expected fewer".formatted(MAX_RESOLUTIONS));
    }
  }

  /// The names of a decision that are looked for in free text.
  private Set<Long> spoken(Workspace workspace, Handle handle, Resolution said) {
    return graph.aliased(workspace, handle, values(said.names()));
  }

  private Set<Long> relinked(
      Workspace workspace, Handle handle, Resolution said, Set<Long> before) {
    Set<Long> after = spoken(workspace, handle, said);
    return gazetteer.relink(workspace, handle, said.names(), before, after);
  }

  /// The items that the graph in memory has to read anew, apart from those whose mentions change.
  /// Where entities become one, or cease to, these are the items of the one that changes its root;
  /// if there are none, one of the others, so that the projections learn of the decision.
  private Set<Long> affected(Workspace workspace, Handle handle, Resolution said) {
    long target = said.target().id().value();
    if (!said.unifies()) {
      return store.known(workspace, handle, said.target())
          ? new HashSet<>(Set.of(target))
          : new HashSet<>();
    }
    Merges merges = store.merges(workspace, handle);
    Set<Long> members = merges.members(said.entity().id().value());
    Set<Long> affected = store.items(workspace, handle, members, Integer.MAX_VALUE);
    // Their relations to what they now count as are pinned or hidden as well.
    affected.addAll(relations.items(workspace, handle, members));
    return affected.isEmpty()
        ? store.items(workspace, handle, merges.members(merges.root(target)), 1)
        : affected;
  }

  private static Set<Long> values(Map<EntityId, String> names) {
    Set<Long> values = new HashSet<>();
    names.keySet().forEach(name -> values.add(name.value()));
    return values;
  }
}
