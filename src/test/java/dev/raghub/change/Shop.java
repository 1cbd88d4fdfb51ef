package dev.raghub.change;

import dev.raghub.TestWorkspaces;
import dev.raghub.index.LuceneDump;
import dev.raghub.merge.TableDump;
import dev.raghub.rest.Client;
import dev.raghub.source.Mapping;
import dev.raghub.source.MappingYaml;
import dev.raghub.source.RowChange;
import dev.raghub.workspace.PostgresWorkspaces;
import dev.raghub.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A [ShopDatabase] and a workspace that it fills.
public record Shop(Workspace workspace, ShopDatabase data, Path mapping) {
  public static Shop fresh(PostgresWorkspaces workspaces, String prefix) {
    return in(TestWorkspaces.fresh(workspaces, prefix));
  }

  /// A shop that fills this workspace.
  public static Shop in(Workspace workspace) {
    return of(workspace, ShopDatabase.create());
  }

  /// The same workspace and database with its mapping written anew.
  public static Shop in(Workspace workspace, ShopDatabase data) {
    return of(workspace, data);
  }

  /// Another workspace that is filled from the same database.
  public Shop again(PostgresWorkspaces workspaces, String prefix) {
    return of(TestWorkspaces.fresh(workspaces, prefix), data);
  }

  private static Shop of(Workspace workspace, ShopDatabase data) {
    return new Shop(workspace, data, data.map(workspace.id().value()));
  }

  public String database() {
    return data.name();
  }

  public Mapping mapped() {
    return MappingYaml.read(mapping);
  }

  public void sql(String... statements) {
    data.sql(statements);
  }

  public static RowChange row(String source, String key) {
    return new RowChange(source, key, RowChange.Kind.UPSERT);
  }

  /// All that PostgreSQL and Lucene hold of the workspace.
  public List<String> dump() {
    List<String> dump = new ArrayList<>(TableDump.of(workspace));
    dump.addAll(LuceneDump.of(Path.of(Client.setting("raghub.index.folder")), workspace));
    return dump;
  }

  /// From now on, the database tells by its log.
  public void decode() {
    ShopDatabase.decode(mapping);
  }

  /// Takes the mapping away, so that nobody connects to the database any more.
  public void close() {
    try {
      Files.deleteIfExists(mapping);
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }
}
