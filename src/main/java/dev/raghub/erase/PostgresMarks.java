package dev.raghub.erase;

import dev.raghub.corpus.ItemId;
import dev.raghub.workspace.PostgresScope;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/// Reads the marks of what is about to be erased, and deletes what `merge` leaves of it.
@ApplicationScoped
public class PostgresMarks {
  /// A shorter text is said by too many to be a mark.
  private static final int SHORTEST = 8;

  private static final int MOST_TEXTS = 24;

  private final PostgresScope scope;

  PostgresMarks(PostgresScope scope) {
    this.scope = scope;
  }

  Marks of(Workspace workspace, String source, String key) {
    long item = ItemId.of(source, key).value();
    return scope.read(
        workspace,
        handle -> {
          List<Long> numbers = new ArrayList<>(List.of(item));
          numbers.addAll(
              list(
                  workspace,
                  handle,
                  item,
                  Long.class,
                  "SELECT id FROM chunk WHERE workspace = :workspace AND item = :item"));
          List<String> texts = texts(workspace, handle, item, key);
          List<String> own = own(workspace, handle, item, texts);
          return new Marks(
              source,
              key,
              item,
              numbers,
              hashes(workspace, handle, item),
              own,
              texts.size() - own.size());
        });
  }

  /// Whether anything is there to be erased: the row or its tombstone, or what refers to its key.
  boolean anything(Workspace workspace, Marks marks) {
    return scope.read(
        workspace,
        handle ->
            handle
                .createQuery(
                    """
                    SELECT EXISTS (SELECT FROM source_item WHERE workspace = :workspace AND id = :item)
                      OR EXISTS (SELECT FROM run_failure f JOIN run r ON r.workspace = f.workspace AND r.id = f.run
                                 WHERE f.workspace = :workspace AND r.source = :source AND f.key = :key)
                      OR EXISTS (SELECT FROM change WHERE workspace = :workspace AND source = :source AND key = :key)
                      OR EXISTS (SELECT FROM dead_letter WHERE workspace = :workspace AND source = :source AND key = :key)
                      OR EXISTS (SELECT FROM resolution
                                 WHERE workspace = :workspace AND (entity = :item OR target = :item))
                    """)
                .bind("workspace", workspace.id().value())
                .bind("item", marks.item())
                .bind("source", marks.source())
                .bind("key", marks.key())
                .mapTo(Boolean.class)
                .one());
  }

  /// Deletes what refers to the row by its key and is not its content: failures to read it, and
  /// what persons decided on it. To be called before the row goes.
  int forgetReferences(Workspace workspace, Marks marks) {
    return scope.write(
        workspace,
        handle ->
            handle.execute(
                    "DELETE FROM run_failure f USING run r WHERE f.workspace = ? AND r.workspace = f.workspace "
                        + "AND r.id = f.run AND r.source = ? AND f.key = ?",
                    workspace.id().value(),
                    marks.source(),
                    marks.key())
                + forgetChanges(workspace, handle, marks)
                + handle.execute(
                    "DELETE FROM resolution WHERE workspace = ? AND (entity = ? OR target = ?)",
                    workspace.id().value(),
                    marks.item(),
                    marks.item()));
  }

  /// What waits is no change of a row that is to be erased, and a letter holds its key.
  private static int forgetChanges(Workspace workspace, Handle handle, Marks marks) {
    int forgotten = 0;
    for (String table : List.of("change", "dead_letter")) {
      forgotten +=
          handle
              .createUpdate(
                  "DELETE FROM <table> WHERE workspace = :workspace AND source = :source AND key = :key")
              .define("table", table)
              .bind("workspace", workspace.id().value())
              .bind("source", marks.source())
              .bind("key", marks.key())
              .execute();
    }
    return forgotten;
  }

  /// Deletes the tombstone, which holds the key.
  int forgetTombstone(Workspace workspace, Marks marks) {
    return scope.write(
        workspace,
        handle ->
            handle.execute(
                "DELETE FROM source_item WHERE workspace = ? AND id = ? AND deleted_at IS NOT NULL",
                workspace.id().value(),
                marks.item()));
  }

  private static List<String> texts(Workspace workspace, Handle handle, long item, String key) {
    List<String> said =
        list(
            workspace,
            handle,
            item,
            String.class,
            """
            SELECT title FROM source_item WHERE workspace = :workspace AND id = :item
            UNION SELECT unnest(sentences) FROM chunk WHERE workspace = :workspace AND item = :item
            UNION SELECT name.name FROM alias JOIN entity name ON name.workspace = alias.workspace AND name.id = alias.name
              WHERE alias.workspace = :workspace AND alias.item = :item
            """);
    return Stream.concat(Stream.of(key), said.stream())
        .map(String::strip)
        .filter(text -> text.length() >= SHORTEST)
        .distinct()
        .sorted(Comparator.comparingInt(String::length).reversed())
        .limit(MOST_TEXTS)
        .toList();
  }

  /// Names are kept in small letters, and others may write them as they like.
  private static List<String> own(
      Workspace workspace, Handle handle, long item, List<String> texts) {
    return handle
        .createQuery(
            """
            SELECT said FROM unnest(:texts) AS said CROSS JOIN lower(said) AS words WHERE NOT EXISTS (
              SELECT FROM source_item other WHERE other.workspace = :workspace AND other.id <> :item
                AND other.deleted_at IS NULL
                AND (strpos(lower(other.body), words) > 0 OR strpos(lower(other.title), words) > 0
                     OR strpos(lower(other.key), words) > 0))
            """)
        .bind("workspace", workspace.id().value())
        .bind("item", item)
        .bindArray("texts", String.class, texts)
        .mapTo(String.class)
        .list();
  }

  private static List<UUID> hashes(Workspace workspace, Handle handle, long item) {
    return list(
        workspace,
        handle,
        item,
        UUID.class,
        """
        SELECT hash FROM chunk c WHERE workspace = :workspace AND item = :item AND NOT EXISTS (
          SELECT FROM chunk o WHERE o.workspace = :workspace AND o.hash = c.hash AND o.item <> :item)
        UNION SELECT hash FROM excerpt e WHERE workspace = :workspace AND item = :item AND NOT EXISTS (
          SELECT FROM excerpt o WHERE o.workspace = :workspace AND o.hash = e.hash AND o.item <> :item)
        """);
  }

  private static <T> List<T> list(
      Workspace workspace, Handle handle, long item, Class<T> type, String sql) {
    return handle
        .createQuery(sql)
        .bind("workspace", workspace.id().value())
        .bind("item", item)
        .mapTo(type)
        .list();
  }
}
