package dev.raghub.schedule;

import dev.raghub.TestWorkspaces;
import dev.raghub.rest.Client;
import dev.raghub.workspace.PostgresWorkspaces;
import dev.raghub.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/// A customer's database of 35 items in 3 halls, a workspace that it fills, and when.
public record Stock(Workspace workspace, String database, Path mapping) {
  public static final String NIGHTLY = "{cron: \"30 2 * * *\", zone: Europe/Berlin}";

  public static Stock fresh(PostgresWorkspaces workspaces, String schedule) {
    String database = "stock_" + UUID.randomUUID().toString().substring(0, 13).replace('-', '_');
    Client.sql("postgres", "CREATE DATABASE " + database);
    Client.sql(
        database,
        "CREATE TABLE hall (id int PRIMARY KEY, name text NOT NULL)",
        "CREATE TABLE item (id int PRIMARY KEY, name text NOT NULL, note text, hall_id int REFERENCES hall, touched timestamptz)",
        "INSERT INTO hall SELECT n, 'Hall ' || n FROM generate_series(1, 3) AS n",
        "INSERT INTO item SELECT n, 'Item ' || n, 'The shelf of item ' || n || '.', 1 + n % 3, timestamptz '2026-01-01 00:00:00Z' + n * interval '1 hour' "
            + "FROM generate_series(1, 35) AS n");
    Stock stock = in(TestWorkspaces.fresh(workspaces, "stock"), database);
    stock.map(schedule, "SHOP_IT_PASSWORD");
    return stock;
  }

  /// Another workspace that is filled from the same database.
  public Stock again(PostgresWorkspaces workspaces) {
    Stock again = in(TestWorkspaces.fresh(workspaces, "stock"), database);
    again.map(NIGHTLY, "SHOP_IT_PASSWORD");
    return again;
  }

  private static Stock in(Workspace workspace, String database) {
    System.setProperty("SHOP_IT_USER", Client.setting("raghub.test.superuser"));
    System.setProperty("SHOP_IT_PASSWORD", Client.setting("raghub.test.superuser-password"));
    System.setProperty("STOCK_IT_WRONG", "not-the-password");
    try {
      Path folder = Files.createDirectories(Path.of(Client.setting("raghub.ingest.mappings")));
      return new Stock(workspace, database, folder.resolve(workspace.id() + ".yaml"));
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  /// Writes the mapping anew.
  public void map(String schedule, String password) {
    write(
        """
        workspace: %s
        database:
          url: %s
          user: ${SHOP_IT_USER}
          password: ${%s}
        schedule: %s
        sources:
          - name: hall
            table: hall
            key: [id]
            title: [name]
            columns: [name]
            schedule: none
          - name: item
            table: item
            key: [id]
            title: [name]
            columns: [name]
            text: [note]
            change: touched
            references:
              - {name: hall, columns: [hall_id], to: hall}
        """
            .formatted(workspace.id(), Client.database(database), password, schedule));
  }

  /// Changes the mapping.
  public void remap(String from, String to) {
    try {
      write(Files.readString(mapping).replace(from, to));
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  private void write(String yaml) {
    try {
      Files.writeString(mapping, yaml);
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  public void sql(String... statements) {
    Client.sql(database, statements);
  }

  public void close() {
    try {
      Files.deleteIfExists(mapping);
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }
}
