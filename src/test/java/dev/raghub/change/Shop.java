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
import java.util.UUID;

/// A customer's database with towns, customers, orders and their tags, and the workspace that it
/// fills. An order shows the name of its customer, who shows the name of the town.
record Shop(Workspace workspace, String database, Path mapping) {
  static Shop fresh(PostgresWorkspaces workspaces, String prefix) {
    return in(TestWorkspaces.fresh(workspaces, prefix));
  }

  /// A shop that fills this workspace.
  static Shop in(Workspace workspace) {
    String database = "shop_" + UUID.randomUUID().toString().substring(0, 13).replace('-', '_');
    Client.sql("postgres", "CREATE DATABASE " + database);
    Client.sql(
        database,
        "CREATE TABLE town (id int PRIMARY KEY, name text NOT NULL)",
        "CREATE TABLE customer (id int PRIMARY KEY, name text NOT NULL, level text, town_id int REFERENCES town ON DELETE SET NULL ON UPDATE CASCADE, seen timestamptz, partner_id int REFERENCES customer ON DELETE SET NULL ON UPDATE CASCADE)",
        "CREATE TABLE purchase (id int PRIMARY KEY, status text, note text, customer_id int REFERENCES customer ON DELETE CASCADE ON UPDATE CASCADE, secrecy text)",
        "CREATE TABLE tag (code text PRIMARY KEY, name text NOT NULL)",
        "CREATE TABLE purchase_tag (purchase_id int REFERENCES purchase ON DELETE CASCADE ON UPDATE CASCADE, tag_code text REFERENCES tag ON DELETE CASCADE ON UPDATE CASCADE, PRIMARY KEY (purchase_id, tag_code))",
        "CREATE INDEX ON customer (town_id)",
        "CREATE INDEX ON purchase (customer_id)",
        "INSERT INTO town VALUES (1, 'Ghent'), (2, 'Ostvik')",
        "INSERT INTO customer VALUES (1, 'Li Wei', 'gold', 1), (2, 'Runa Tveit', 'blue', 2)",
        "INSERT INTO tag VALUES ('a,b', 'Fragile'), ('b', 'Urgent')",
        "INSERT INTO purchase VALUES (1, 'open', 'A lantern for the lighthouse.', 1), (2, 'paid', 'Rope.', 2)",
        "INSERT INTO purchase_tag VALUES (1, 'a,b'), (2, 'b')");
    return of(workspace, database);
  }

  /// Another workspace that is filled from the same database.
  Shop again(PostgresWorkspaces workspaces, String prefix) {
    return of(TestWorkspaces.fresh(workspaces, prefix), database);
  }

  private static Shop of(Workspace workspace, String database) {
    System.setProperty("SHOP_IT_USER", Client.setting("raghub.test.superuser"));
    System.setProperty("SHOP_IT_PASSWORD", Client.setting("raghub.test.superuser-password"));
    try {
      Path folder = Files.createDirectories(Path.of(Client.setting("raghub.ingest.mappings")));
      Path mapping = folder.resolve(workspace.id() + ".yaml");
      Files.writeString(mapping, yaml(workspace, database));
      return new Shop(workspace, database, mapping);
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  private static String yaml(Workspace workspace, String database) {
    return """
      workspace: %s
      database:
        url: %s
        user: ${SHOP_IT_USER}
        password: ${SHOP_IT_PASSWORD}
      sources:
        - name: town
          table: town
          key: [id]
          title: [name]
          columns: [name]
        - name: customer
          table: customer
          key: [id]
          title: [name, town]
          columns: [name, level]
          facets: [level]
          references:
            - {name: town, columns: [town_id], to: town}
            - {name: partner, columns: [partner_id], to: customer}
        - name: purchase
          table: purchase
          key: [id]
          columns: [status]
          text: [note]
          label_columns: [secrecy]
          references:
            - {name: customer, columns: [customer_id], to: customer}
          lists:
            - {name: tags, through: purchase_tag, columns: [purchase_id], to: tag, target: [tag_code]}
        - name: tag
          table: tag
          key: [code]
          title: [name]
          columns: [name]
      """
        .formatted(workspace.id(), Client.database(database));
  }

  Mapping mapped() {
    return MappingYaml.read(mapping);
  }

  void sql(String... statements) {
    Client.sql(database, statements);
  }

  static RowChange row(String source, String key) {
    return new RowChange(source, key, RowChange.Kind.UPSERT);
  }

  /// All that PostgreSQL and Lucene hold of the workspace.
  List<String> dump() {
    List<String> dump = new ArrayList<>(TableDump.of(workspace));
    dump.addAll(LuceneDump.of(Path.of(Client.setting("raghub.index.folder")), workspace));
    return dump;
  }

  /// Takes the mapping away, so that nobody connects to the database any more.
  void close() {
    try {
      Files.deleteIfExists(mapping);
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }
}
