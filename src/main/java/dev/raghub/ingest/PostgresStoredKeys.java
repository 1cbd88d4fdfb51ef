package dev.raghub.ingest;

import dev.raghub.workspace.PostgresScope;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/// The keys of what is stored of a source.
@ApplicationScoped
public class PostgresStoredKeys {
  private final PostgresScope scope;

  PostgresStoredKeys(PostgresScope scope) {
    this.scope = scope;
  }

  /// A living item.
  record StoredKey(long id, String key) {}

  /// The next living items by id.
  List<StoredKey> after(Workspace workspace, String source, long id, int limit) {
    return scope.read(
        workspace,
        handle ->
            handle
                .createQuery(
                    "SELECT id, key FROM source_item WHERE workspace = :workspace AND source = :source AND deleted_at IS NULL "
                        + "AND id > :id ORDER BY id LIMIT :limit")
                .bind("workspace", workspace.id().value())
                .bind("source", source)
                .bind("id", id)
                .bind("limit", limit)
                .map((row, context) -> new StoredKey(row.getLong("id"), row.getString("key")))
                .list());
  }
}
