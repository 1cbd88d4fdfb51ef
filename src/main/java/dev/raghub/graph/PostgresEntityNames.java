package dev.raghub.graph;

import dev.raghub.workspace.PostgresScope;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/// What entities are called: the graph in memory has their numbers only.
@ApplicationScoped
public class PostgresEntityNames {
  private final PostgresScope scope;

  PostgresEntityNames(PostgresScope scope) {
    this.scope = scope;
  }

  /// The names of these entities: a name itself, or the title of a row.
  public Map<EntityId, String> of(Workspace workspace, Collection<EntityId> ids) {
    Map<EntityId, String> names = new HashMap<>();
    scope
        .read(
            workspace,
            handle ->
                handle
                    .createQuery(
                        "SELECT id, name FROM entity WHERE workspace = :workspace AND id = ANY(:ids)")
                    .bind("workspace", workspace.id().value())
                    .bindArray("ids", Long.class, ids.stream().map(EntityId::value).toList())
                    .map(
                        (row, context) ->
                            Map.entry(new EntityId(row.getLong("id")), row.getString("name")))
                    .list())
        .forEach(name -> names.put(name.getKey(), name.getValue()));
    return names;
  }
}
