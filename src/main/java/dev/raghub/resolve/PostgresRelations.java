package dev.raghub.resolve;

import dev.raghub.corpus.PostgresOutbox;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.graph.EntityAddress;
import dev.raghub.graph.EntityAddress.Row;
import dev.raghub.graph.PostgresRelationDecisionStore;
import dev.raghub.graph.PostgresResolutionStore;
import dev.raghub.graph.RelationDecision;
import dev.raghub.graph.RelationDecision.Kind;
import dev.raghub.workspace.PostgresScope;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// Decisions of persons about relations, made and taken back. A decision changes no table but its
/// own: it is applied when the graph in memory reads a row. So it holds whatever happens to the
/// row, and nothing is left of it when it is taken back.
@ApplicationScoped
public class PostgresRelations {
  /// The most decisions of a workspace: all of them are in memory beside its graph.
  public static final int MAX_DECISIONS = 10_000;

  private final PostgresScope scope;
  private final PostgresOutbox outbox;
  private final PostgresResolutionStore entities;
  private final PostgresRelationDecisionStore store;
  private final Clock clock;

  PostgresRelations(
      PostgresScope scope,
      PostgresOutbox outbox,
      PostgresResolutionStore entities,
      PostgresRelationDecisionStore store,
      Clock clock) {
    this.scope = scope;
    this.outbox = outbox;
    this.entities = entities;
    this.store = store;
    this.clock = clock;
  }

  /// Pins or hides the relation of a row or document to an entity. Both have to be here, the
  /// relation may come later. ENTITY_NOT_FOUND, CONFLICT or INVALID_REQUEST otherwise.
  ///
  /// @param by the public part of the caller's key
  public RelationDecision decide(
      Workspace workspace, Row row, EntityAddress entity, Kind kind, String by) {
    RelationDecision said =
        new RelationDecision(row, entity, kind, by, clock.instant().truncatedTo(ChronoUnit.MICROS));
    return scope.write(
        workspace,
        handle -> {
          long revision = outbox.lock(workspace, handle);
          requirePossible(workspace, handle, said);
          store.put(workspace, handle, said);
          outbox.append(workspace, handle, revision, List.of(row.id().value()));
          return said;
        });
  }

  /// Takes a decision back; NOT_FOUND where it does not stand.
  public void undo(Workspace workspace, UUID id) {
    scope.write(
        workspace,
        handle -> {
          long revision = outbox.lock(workspace, handle);
          RelationDecision said =
              store
                  .remove(workspace, handle, id)
                  .orElseThrow(
                      () -> new RaghubException(ErrorCode.NOT_FOUND, "there is no such decision"));
          // A row that is gone has no passages to be read anew; it brings them when it comes back.
          if (entities.known(workspace, handle, said.row())) {
            outbox.append(workspace, handle, revision, List.of(said.row().id().value()));
          }
          return said;
        });
  }

  /// The decisions that stand, in the order of their ids.
  ///
  /// @param after the id of the last one that was seen
  public List<RelationDecision> after(Workspace workspace, UUID after, int limit) {
    return scope.read(workspace, handle -> store.after(workspace, handle, after, limit));
  }

  private void requirePossible(Workspace workspace, Handle handle, RelationDecision said) {
    entities.requireKnown(workspace, handle, "row", said.row());
    entities.requireKnown(workspace, handle, "entity", said.entity());
    if (store.stands(workspace, handle, said.id())) {
      throw new RaghubException(
          ErrorCode.CONFLICT, "this relation was decided on already; take that back first");
    }
    if (store.count(workspace, handle) >= MAX_DECISIONS) {
      throw new RaghubException(
          ErrorCode.INVALID_REQUEST,
          "the workspace has %d decisions about relations; expected fewer"
              .formatted(MAX_DECISIONS));
    }
  }
}
