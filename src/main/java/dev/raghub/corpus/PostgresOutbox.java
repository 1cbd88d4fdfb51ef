package dev.raghub.corpus;

import dev.raghub.workspace.PostgresScope;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jdbi.v3.core.Handle;

/// The order of changes in a workspace. A writer locks the workspace's revision row before anything
/// else and holds it until it commits; so revisions become visible in order, and a reader that has
/// seen r has missed nothing below it.
@ApplicationScoped
public class PostgresOutbox {
  private final PostgresScope scope;

  PostgresOutbox(PostgresScope scope) {
    this.scope = scope;
  }

  /// Takes the workspace's turn to write, until the transaction ends.
  public long lock(Workspace workspace, Handle handle) {
    String id = workspace.id().value();
    handle.execute(
        "INSERT INTO revision (workspace, revision) VALUES (?, 0) ON CONFLICT DO NOTHING", id);
    return handle
        .createQuery("SELECT revision FROM revision WHERE workspace = :workspace FOR UPDATE")
        .bind("workspace", id)
        .mapTo(Long.class)
        .one();
  }

  /// Records that these items changed. The caller holds the lock.
  public void append(Workspace workspace, Handle handle, long revision, Collection<Long> items) {
    if (items.isEmpty()) {
      return;
    }
    String id = workspace.id().value();
    List<Long> ordered = items.stream().distinct().sorted().toList();
    handle
        .createUpdate(
            "INSERT INTO outbox (workspace, item, revision) "
                + "SELECT :workspace, item, :revision + place "
                + "FROM unnest(:items) WITH ORDINALITY AS changed (item, place) "
                + "ON CONFLICT (workspace, item) DO UPDATE SET revision = excluded.revision")
        .bind("workspace", id)
        .bind("revision", revision)
        .bindArray("items", Long.class, ordered)
        .execute();
    handle.execute(
        "UPDATE revision SET revision = ? WHERE workspace = ?", revision + ordered.size(), id);
  }

  /// The workspace's current revision; 0 when nothing was ever written.
  public long head(Workspace workspace) {
    return scope.read(workspace, handle -> head(workspace, handle));
  }

  /// At most `limit` changes above a revision, oldest first.
  public Changes after(Workspace workspace, long revision, int limit) {
    return scope.read(
        workspace,
        handle -> {
          SequencedMap<ItemId, Long> revisions = new LinkedHashMap<>();
          handle
              .createQuery(
                  "SELECT item, revision FROM outbox WHERE workspace = :workspace "
                      + "AND revision > :revision ORDER BY revision LIMIT :limit")
              .bind("workspace", workspace.id().value())
              .bind("revision", revision)
              .bind("limit", limit)
              .map(
                  (row, context) ->
                      Map.entry(new ItemId(row.getLong("item")), row.getLong("revision")))
              .forEach(entry -> revisions.put(entry.getKey(), entry.getValue()));
          long upTo = revisions.isEmpty() ? revision : revisions.lastEntry().getValue();
          return new Changes(upTo, head(workspace, handle), revisions);
        });
  }

  private static long head(Workspace workspace, Handle handle) {
    return handle
        .createQuery("SELECT revision FROM revision WHERE workspace = :workspace")
        .bind("workspace", workspace.id().value())
        .mapTo(Long.class)
        .findOne()
        .orElse(0L);
  }
}
