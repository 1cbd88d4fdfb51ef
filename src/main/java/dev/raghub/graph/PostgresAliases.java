package dev.raghub.graph;

import dev.raghub.workspace.PostgresScope;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// What an entity is called, and who calls it so.
@ApplicationScoped
public class PostgresAliases {
  private final PostgresScope scope;
  private final PostgresResolutionStore resolutions;

  PostgresAliases(PostgresScope scope, PostgresResolutionStore resolutions) {
    this.scope = scope;
    this.resolutions = resolutions;
  }

  /// @param other a name of the row, or a row that bears the name
  /// @param title of the row; the name itself for a name
  /// @param origin `document` or `person`
  public record Alias(EntityAddress other, String title, String origin) {}

  /// An entity.
  ///
  /// @param title of the row; the name itself for a name
  /// @param said the decisions that speak of it
  public record Described(
      EntityAddress address, String title, List<Alias> aliases, List<Resolution> said) {
    public Described {
      aliases = List.copyOf(aliases);
      said = List.copyOf(said);
    }
  }

  /// The aliases of an entity behind one of them, in the order of [Described#aliases].
  ///
  /// @param after the last one that was seen; empty = from the first
  public List<Alias> after(
      Workspace workspace, EntityAddress address, Optional<Alias> after, int limit) {
    return scope.read(
        workspace,
        handle ->
            address instanceof EntityAddress.Row
                ? names(workspace, handle, address.id(), after, limit)
                : bearers(workspace, handle, address.id(), after, limit));
  }

  /// What is known of an entity; empty where it is not here.
  ///
  /// @param limit aliases and decisions at most, of each
  public Optional<Described> of(Workspace workspace, EntityAddress address, int limit) {
    return scope.read(
        workspace,
        handle ->
            title(workspace, handle, address)
                .map(
                    title ->
                        new Described(
                            address,
                            title,
                            address instanceof EntityAddress.Row
                                ? names(workspace, handle, address.id(), Optional.empty(), limit)
                                : bearers(workspace, handle, address.id(), Optional.empty(), limit),
                            resolutions.about(workspace, handle, address.id(), limit))));
  }

  private static Optional<String> title(Workspace workspace, Handle handle, EntityAddress address) {
    return handle
        .createQuery("SELECT name FROM entity WHERE workspace = :workspace AND id = :id")
        .bind("workspace", workspace.id().value())
        .bind("id", address.id().value())
        .mapTo(String.class)
        .findOne();
  }

  private static List<Alias> names(
      Workspace workspace, Handle handle, EntityId row, Optional<Alias> after, int limit) {
    return handle
        .createQuery(
            "SELECT entity.name, alias.origin FROM alias JOIN entity ON entity.workspace = alias.workspace "
                + "AND entity.id = alias.name WHERE alias.workspace = :workspace AND alias.item = :row "
                + "AND (entity.name, alias.origin) > (:key, :origin) "
                + "ORDER BY entity.name, alias.origin LIMIT :limit")
        .bind("workspace", workspace.id().value())
        .bind("row", row.value())
        .bind("key", after.map(last -> last.other().key()).orElse(""))
        .bind("origin", after.map(Alias::origin).orElse(""))
        .bind("limit", limit)
        .map(
            (found, context) ->
                new Alias(
                    new EntityAddress.Name(found.getString("name")),
                    found.getString("name"),
                    found.getString("origin")))
        .list();
  }

  private static List<Alias> bearers(
      Workspace workspace, Handle handle, EntityId name, Optional<Alias> after, int limit) {
    return handle
        .createQuery(
            "SELECT item.source, item.key, item.title, alias.origin FROM alias "
                + "JOIN source_item item ON item.workspace = alias.workspace AND item.id = alias.item "
                + "WHERE alias.workspace = :workspace AND alias.name = :name "
                + "AND (item.source, item.key, alias.origin) > (:source, :key, :origin) "
                + "ORDER BY item.source, item.key, alias.origin LIMIT :limit")
        .bind("workspace", workspace.id().value())
        .bind("name", name.value())
        .bind("source", after.map(last -> last.other().source()).orElse(""))
        .bind("key", after.map(last -> last.other().key()).orElse(""))
        .bind("origin", after.map(Alias::origin).orElse(""))
        .bind("limit", limit)
        .map(
            (found, context) ->
                new Alias(
                    new EntityAddress.Row(found.getString("source"), found.getString("key")),
                    found.getString("title"),
                    found.getString("origin")))
        .list();
  }
}
