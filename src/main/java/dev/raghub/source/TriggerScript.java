package dev.raghub.source;

import dev.raghub.source.TriggerPlan.Told;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/// The SQL that makes a customer's database tell of its changes.
///
/// Each table gets a function that appends the keys of changed rows to `raghub.change_queue` in the
/// writer's own transaction, and the triggers that call it. Appending never waits for another
/// writer. The functions run with their owner's rights, so that those who write the tables need
/// none of their own in `raghub`; they look names up in `pg_catalog` alone.
final class TriggerScript {
  /// What is installed for all workspaces and sources of a database.
  static final List<String> QUEUE =
      List.of(
          "CREATE SCHEMA IF NOT EXISTS raghub",
          """
          CREATE TABLE IF NOT EXISTS raghub.change_queue (
            id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            workspace text NOT NULL,
            source    text NOT NULL,
            key       text[] NOT NULL,
            kind      text NOT NULL,
            noted_at  timestamptz NOT NULL DEFAULT clock_timestamp()
          ) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000)""",
          "CREATE INDEX IF NOT EXISTS change_queue_by_workspace ON raghub.change_queue (workspace, id)");

  private static final String SETTINGS =
      "\n  SET TimeZone = 'UTC' SET DateStyle = 'ISO, YMD' SET IntervalStyle = 'postgres'";

  private final Told told;
  private final boolean notify;

  /// @param notify whether the gateway is woken; PostgreSQL lets commits that notify wait for each
  ///   other
  TriggerScript(Told told, boolean notify) {
    this.told = told;
    this.notify = notify;
  }

  /// Lets the gateway's role take from the queue.
  static List<String> grants(String role) {
    String name = PostgresNames.quote(role);
    return List.of(
        "GRANT USAGE ON SCHEMA raghub TO " + name,
        "GRANT SELECT, UPDATE, DELETE ON raghub.change_queue TO " + name);
  }

  /// The name of the function and the beginning of the triggers' names.
  String name() {
    String all = String.join("\n", told.workspace(), told.source(), told.tableName());
    return "raghub_" + digest(all).substring(0, 16);
  }

  /// Makes it, or makes it anew.
  List<String> install() {
    List<String> statements = new ArrayList<>(List.of(function()));
    statements.addAll(dropTriggers());
    statements.add(trigger("write", "AFTER INSERT OR DELETE", "FOR EACH ROW", ""));
    statements.add(trigger("update", "AFTER UPDATE", "FOR EACH ROW", " WHEN (" + relevant() + ")"));
    statements.add(trigger("truncate", "AFTER TRUNCATE", "FOR EACH STATEMENT", ""));
    statements.add(
        "COMMENT ON FUNCTION raghub.%s() IS %s"
            .formatted(PostgresNames.quote(name()), literal(fingerprint())));
    return statements;
  }

  List<String> remove() {
    List<String> statements = new ArrayList<>(dropTriggers());
    statements.add("DROP FUNCTION IF EXISTS raghub." + PostgresNames.quote(name()) + "()");
    return statements;
  }

  /// What [#install] would make: differs when the mapping or this code does.
  String fingerprint() {
    String all = function() + relevant();
    return "%s %s: %s".formatted(told.workspace(), told.source(), digest(all).substring(0, 32));
  }

  private List<String> dropTriggers() {
    return List.of("write", "update", "truncate").stream()
        .map(
            event ->
                "DROP TRIGGER IF EXISTS %s ON %s"
                    .formatted(
                        PostgresNames.quote(name() + "_" + event),
                        PostgresNames.table(told.table())))
        .toList();
  }

  private String trigger(String event, String when, String each, String condition) {
    return "CREATE TRIGGER %s %s ON %s %s%s EXECUTE FUNCTION raghub.%s()"
        .formatted(
            PostgresNames.quote(name() + "_" + event),
            when,
            PostgresNames.table(told.table()),
            each,
            condition,
            PostgresNames.quote(name()));
  }

  /// Compared as text: not every type can be compared.
  private String relevant() {
    return told.relevant().stream()
        .map(
            column ->
                PostgresNames.column("OLD", column)
                    + "::text IS DISTINCT FROM "
                    + PostgresNames.column("NEW", column)
                    + "::text")
        .collect(Collectors.joining(" OR "));
  }

  private String function() {
    String body = body();
    String quotes = "$raghub$";
    // A column can be called anything, also like the end of the function.
    for (int at = 1; body.contains(quotes); at++) {
      quotes = "$raghub" + at + "$";
    }
    return """
        CREATE OR REPLACE FUNCTION raghub.%s() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
          SET search_path = pg_catalog, pg_temp%s AS %s
        """
            .formatted(
                PostgresNames.quote(name()),
                told.key().stream().anyMatch(this::isTime) ? SETTINGS : "",
                quotes)
        + body
        + quotes;
  }

  private String body() {
    return """
        BEGIN
          IF TG_OP = 'TRUNCATE' THEN
            INSERT INTO raghub.change_queue (workspace, source, key, kind) VALUES (%1$s, %2$s, '{}', 'truncate');
          ELSE
            IF TG_OP = 'DELETE' OR TG_OP = 'UPDATE' AND (%5$s) THEN
              INSERT INTO raghub.change_queue (workspace, source, key, kind) VALUES (%1$s, %2$s, %3$s, 'delete');
            END IF;
            IF TG_OP <> 'DELETE' THEN
              INSERT INTO raghub.change_queue (workspace, source, key, kind) VALUES (%1$s, %2$s, %4$s, 'upsert');
            END IF;
          END IF;%6$s
          RETURN NULL;
        END
        """
        .formatted(
            literal(told.workspace()),
            literal(told.source()),
            key("OLD"),
            key("NEW"),
            told.key().stream()
                .map(
                    column ->
                        PostgresNames.column("OLD", column)
                            + "::text IS DISTINCT FROM "
                            + PostgresNames.column("NEW", column)
                            + "::text")
                .collect(Collectors.joining(" OR ")),
            notify ? "\n  PERFORM pg_notify('raghub_change', '');" : "");
  }

  /// A text form of a moment depends on the writer's session.
  private boolean isTime(String column) {
    ColumnKind kind = told.column(column).kind();
    return kind.moment() || kind == ColumnKind.OTHER;
  }

  private String key(String row) {
    return told.key().stream()
        .map(column -> PostgresNames.column(row, column) + "::text")
        .collect(Collectors.joining(", ", "ARRAY[", "]"));
  }

  private static String literal(String text) {
    return "E'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  private static String digest(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException none) {
      throw new IllegalStateException(none);
    }
  }
}
