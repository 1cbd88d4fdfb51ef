package dev.raghub.change;

import dev.raghub.rest.Client;
import dev.raghub.source.DatabaseAddress;
import dev.raghub.source.Mapping;
import dev.raghub.source.PostgresSource;
import dev.raghub.source.PostgresTriggers;
import dev.raghub.source.TriggerPlan;
import dev.raghub.source.TriggerPlan.Told;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/// A customer's database with towns, customers, orders and their tags. An order shows the name of
/// its customer, who shows the name of the town.
public record ShopDatabase(String name) {
  public static ShopDatabase create() {
    String name = "shop_" + UUID.randomUUID().toString().substring(0, 13).replace('-', '_');
    Client.sql("postgres", "CREATE DATABASE " + name);
    Client.sql(
        name,
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
    return new ShopDatabase(name);
  }

  public void sql(String... statements) {
    Client.sql(name, statements);
  }

  /// Writes a mapping by which it fills this workspace. Returns the file.
  public Path map(String workspace) {
    System.setProperty("SHOP_IT_USER", Client.setting("raghub.test.superuser"));
    System.setProperty("SHOP_IT_PASSWORD", Client.setting("raghub.test.superuser-password"));
    try {
      Path folder = Files.createDirectories(Path.of(Client.setting("raghub.ingest.mappings")));
      Path mapping = folder.resolve(workspace + ".yaml");
      Files.writeString(mapping, yaml(workspace));
      return mapping;
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  /// From now on, the database of this mapping tells by its log.
  public static void decode(Path mapping) {
    try {
      Files.writeString(
          mapping, Files.readString(mapping).replace("sources:", "changes: decoding\nsources:"));
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  public static void installTriggers(Mapping mapping) {
    try (PostgresTriggers triggers = connect(mapping)) {
      triggers.install(plan(mapping), "", true);
    }
  }

  static PostgresTriggers connect(Mapping mapping) {
    return PostgresTriggers.connect(address(mapping));
  }

  static List<Told> plan(Mapping mapping) {
    try (PostgresSource source = PostgresSource.connect(address(mapping))) {
      return TriggerPlan.of(mapping, source.catalog(mapping), mapping.sources()).told();
    }
  }

  /// What waits in the queue that the triggers write.
  public List<String> told() {
    return Client.strings(
        name,
        "SELECT kind || ' ' || source || ' ' || key::text FROM raghub.change_queue ORDER BY id");
  }

  /// The end of the server's write-ahead log, of which not all may be written: commits of tests do
  /// not wait for the disk.
  public String position() {
    return Client.strings(name, "SELECT pg_current_wal_insert_lsn()::text").getFirst();
  }

  /// A slot that nobody streams any more would keep the log for ever.
  public void dropSlots() {
    Await.until(
        "let go",
        () ->
            Client.strings(
                    name,
                    "SELECT pg_terminate_backend(active_pid)::text FROM pg_replication_slots WHERE database = current_database() AND active")
                .isEmpty());
    sql(
        "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE database = current_database()");
  }

  private static DatabaseAddress address(Mapping mapping) {
    return mapping.database().resolve(System::getProperty);
  }

  private String yaml(String workspace) {
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
        .formatted(workspace, Client.database(name));
  }
}
