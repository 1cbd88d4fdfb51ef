package dev.raghub.merge;

import dev.raghub.corpus.ItemId;
import dev.raghub.corpus.PostgresOutbox;
import dev.raghub.merge.Preview.Line;
import dev.raghub.merge.Preview.Listed;
import dev.raghub.merge.Preview.Outcome;
import dev.raghub.merge.Preview.Part;
import dev.raghub.workspace.PostgresScope;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;

/// Shows what a merge would do by doing it in a transaction that is taken back: so it is exact,
/// also for the texts of others, and it takes the workspace's turn to write as long as it lasts.
@ApplicationScoped
public class PostgresPreview {
  /// Of so many items what they say is compared.
  private static final int MAX_ITEMS = 200;

  private static final String MERGED = "merged";

  /// Everything that some items say. A row of an entity is known by its item.
  private static final String SAID =
      """
      SELECT 'chunk' AS kind, label.text || '#' || chunk.ordinal AS key, array_to_string(chunk.sentences, chr(10)) AS value
      FROM chunk JOIN label ON label.id = chunk.item WHERE chunk.workspace = :workspace
      UNION ALL
      SELECT entity.kind, CASE entity.kind WHEN 'row' THEN entity.key ELSE entity.name END, entity.type || ' ' || entity.name
      FROM entity WHERE entity.workspace = :workspace AND (entity.id = ANY(:items) OR entity.id = ANY(:names))
      UNION ALL
      SELECT 'mention', label.text || ' -> ' || coalesce(entity.key, said.entity::text) || ' (' || said.rule || ')',
        string_agg(chunk.ordinal || '.' || said.sentence, ' ' ORDER BY chunk.ordinal, said.sentence)
      FROM mention said JOIN chunk ON chunk.workspace = :workspace AND chunk.id = said.chunk JOIN label ON label.id = chunk.item
      LEFT JOIN entity ON entity.workspace = :workspace AND entity.id = said.entity
      WHERE said.workspace = :workspace GROUP BY 1, 2
      UNION ALL
      SELECT 'alias', label.text || ' -> ' || entity.name, string_agg(alias.origin, ' ' ORDER BY alias.origin)
      FROM alias JOIN label ON label.id = alias.item JOIN entity ON entity.workspace = :workspace AND entity.id = alias.name
      WHERE alias.workspace = :workspace GROUP BY 1, 2
      UNION ALL
      SELECT 'link', label.text || ' -> ' || coalesce(entity.key, edge.item_to::text), string_agg(edge.name, ' ' ORDER BY edge.name)
      FROM edge_fk edge JOIN label ON label.id = edge.item_from
      LEFT JOIN entity ON entity.workspace = :workspace AND entity.id = edge.item_to
      WHERE edge.workspace = :workspace GROUP BY 1, 2
      UNION ALL
      SELECT 'assertion', label.text || ': ' || subject.name || ' ' || said.predicate || ' ' || object.name,
        string_agg(said.origin || ' ' || chunk.ordinal || '.' || said.sentence, ' ' ORDER BY said.origin, chunk.ordinal, said.sentence)
      FROM assertion said JOIN chunk ON chunk.workspace = :workspace AND chunk.id = said.chunk JOIN label ON label.id = chunk.item
      JOIN entity subject ON subject.workspace = :workspace AND subject.id = said.subject
      JOIN entity object ON object.workspace = :workspace AND object.id = said.object
      WHERE said.workspace = :workspace GROUP BY 1, 2
      """;

  private static final String LABELLED =
      "WITH label AS (SELECT id, source || ':' || key AS text FROM source_item "
          + "WHERE workspace = :workspace AND id = ANY(:items) AND deleted_at IS NULL) ";

  private static final String NAMES =
      "SELECT name FROM alias WHERE workspace = :workspace AND item = ANY(:items) "
          + "UNION SELECT mention.entity FROM mention JOIN chunk ON chunk.workspace = :workspace "
          + "AND chunk.id = mention.chunk WHERE mention.workspace = :workspace AND chunk.item = ANY(:items)";

  private final PostgresScope scope;
  private final PostgresOutbox outbox;
  private final PostgresMerge merge;

  PostgresPreview(PostgresScope scope, PostgresOutbox outbox, PostgresMerge merge) {
    this.scope = scope;
    this.outbox = outbox;
    this.merge = merge;
  }

  /// What would change if the item became this document; if it went, where that is empty.
  ///
  /// @param limit lines of each list
  public Preview of(
      Workspace workspace, ItemId item, Optional<PreparedDocument> document, int limit) {
    return scope.pretend(workspace, handle -> seen(workspace, handle, item, document, limit));
  }

  private Preview seen(
      Workspace workspace,
      Handle handle,
      ItemId item,
      Optional<PreparedDocument> document,
      int limit) {
    outbox.lock(workspace, handle);
    boolean stood = stands(workspace, handle, item);
    handle.savepoint(MERGED);
    Set<Long> affected = merge.pretended(workspace, handle, item, document);
    List<Long> compared = affected.stream().sorted().limit(MAX_ITEMS).toList();
    Set<Long> items = new TreeSet<>(compared);
    if (!affected.isEmpty()) {
      items.add(item.value());
    }
    Set<Long> names = names(workspace, handle, items);
    handle.rollbackToSavepoint(MERGED);
    names.addAll(names(workspace, handle, items));
    Map<Key, String> before = said(workspace, handle, items, names);
    merge.pretended(workspace, handle, item, document);
    Map<Key, String> after = said(workspace, handle, items, names);
    return new Preview(
        outcome(stood, document.isPresent(), !affected.isEmpty()),
        affected.size(),
        part(before, after, kind -> kind.equals("chunk"), limit),
        part(before, after, kind -> kind.equals("row") || kind.equals("name"), limit),
        part(before, after, PostgresPreview::isRelation, limit),
        affected.size() <= MAX_ITEMS);
  }

  private static boolean isRelation(String kind) {
    return !Set.of("chunk", "row", "name").contains(kind);
  }

  private static Outcome outcome(boolean stood, boolean stands, boolean changes) {
    if (!changes) {
      return stands ? Outcome.UNCHANGED : Outcome.ABSENT;
    }
    return !stood ? Outcome.CREATED : stands ? Outcome.CHANGED : Outcome.DELETED;
  }

  private record Key(String kind, String key) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int byKind = kind.compareTo(other.kind);
      return byKind != 0 ? byKind : key.compareTo(other.key);
    }
  }

  private static Part part(
      Map<Key, String> before, Map<Key, String> after, Predicate<String> kinds, int limit) {
    List<Line> added = new ArrayList<>();
    List<Line> removed = new ArrayList<>();
    List<Line> changed = new ArrayList<>();
    after.forEach(
        (key, value) -> {
          if (kinds.test(key.kind()) && !value.equals(before.get(key))) {
            (before.containsKey(key) ? changed : added).add(new Line(key.kind(), key.key(), value));
          }
        });
    before.forEach(
        (key, value) -> {
          if (kinds.test(key.kind()) && !after.containsKey(key)) {
            removed.add(new Line(key.kind(), key.key(), value));
          }
        });
    return new Part(listed(added, limit), listed(removed, limit), listed(changed, limit));
  }

  private static Listed listed(List<Line> lines, int limit) {
    return new Listed(lines.size(), lines.stream().limit(limit).toList());
  }

  private static boolean stands(Workspace workspace, Handle handle, ItemId item) {
    return handle
        .createQuery(
            "SELECT EXISTS (SELECT FROM source_item WHERE workspace = :workspace AND id = :id AND deleted_at IS NULL)")
        .bind("workspace", workspace.id().value())
        .bind("id", item.value())
        .mapTo(Boolean.class)
        .one();
  }

  private static Set<Long> names(Workspace workspace, Handle handle, Collection<Long> items) {
    return new TreeSet<>(
        handle
            .createQuery(NAMES)
            .bind("workspace", workspace.id().value())
            .bindArray("items", Long.class, items)
            .mapTo(Long.class)
            .list());
  }

  private static Map<Key, String> said(
      Workspace workspace, Handle handle, Collection<Long> items, Collection<Long> names) {
    Map<Key, String> said = new TreeMap<>();
    handle
        .createQuery(LABELLED + SAID)
        .bind("workspace", workspace.id().value())
        .bindArray("items", Long.class, items)
        .bindArray("names", Long.class, names)
        .map(
            (row, context) ->
                Map.entry(
                    new Key(row.getString("kind"), row.getString("key")), row.getString("value")))
        .forEach(each -> said.put(each.getKey(), each.getValue()));
    return said;
  }
}
