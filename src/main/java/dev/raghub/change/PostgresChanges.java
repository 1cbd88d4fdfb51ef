package dev.raghub.change;

import dev.raghub.corpus.ItemId;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.ingest.PushedDocuments;
import dev.raghub.source.RowChange;
import dev.raghub.workspace.PostgresScope;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Handle;

/// What comes into the queue. Entries are always written in the order of their keys, so that two
/// who write at once wait for each other and never in a circle.
@ApplicationScoped
public class PostgresChanges {
  /// A change goes before a backfill.
  static final int CHANGE = 0;

  static final int BACKFILL = 1;

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /// The clocks of those who note changes and of those who end runs may differ by this much.
  private static final Duration SKEW = Duration.ofMinutes(1);

  /// What is told again is read again, also where it is being read just now. A key that is too long
  /// for the queue is left to runs: it must not keep out those that are told with it.
  private static final String ENTER =
      """
      INSERT INTO change (workspace, source, key, kind, priority, noted_at, since, next_attempt_at)
      SELECT :workspace, told.source, told.key, told.kind, :priority, :noted, :since, :now FROM (<told>) AS told
      WHERE octet_length(told.key) <= :longest
      ORDER BY told.source, told.key
      ON CONFLICT (workspace, source, key) DO UPDATE SET
        kind = excluded.kind, version = change.version + 1, attempts = 0, reason = NULL,
        priority = least(change.priority, excluded.priority),
        noted_at = CASE WHEN change.confirming THEN excluded.noted_at ELSE change.noted_at END,
        since = CASE WHEN change.confirming THEN excluded.since ELSE least(change.since, excluded.since) END,
        next_attempt_at = least(change.next_attempt_at, excluded.next_attempt_at), confirming = false
      """;

  private final PostgresScope scope;
  private final ChangeSettings settings;
  private final Clock clock;

  PostgresChanges(PostgresScope scope, ChangeSettings settings, Clock clock) {
    this.scope = scope;
    this.settings = settings;
    this.clock = clock;
  }

  /// Enters changes, or none of them and QUEUE_FULL.
  public void enter(Workspace workspace, Collection<RowChange> changes) {
    scope.write(
        workspace,
        handle -> {
          refuseIfFull(workspace, handle, changes.size());
          return enter(workspace, handle, changes);
        });
  }

  /// Enters what was noted elsewhere at this time, however many wait.
  void enter(Workspace workspace, Collection<RowChange> changes, Instant noted) {
    scope.write(workspace, handle -> enter(workspace, handle, changes, new Told(noted, CHANGE)));
  }

  /// Enters what was written elsewhere at this time as a part of the caller's transaction, however
  /// many wait.
  public void enterNoted(
      Workspace workspace, Handle handle, Collection<RowChange> changes, Instant noted) {
    if (!changes.isEmpty()) {
      enter(workspace, handle, changes, new Told(noted, CHANGE));
    }
  }

  /// Enters changes as a part of the caller's transaction, however many wait.
  int enter(Workspace workspace, Handle handle, Collection<RowChange> changes) {
    return enter(workspace, handle, changes, new Told(clock.instant(), CHANGE));
  }

  /// The same for rows that may have changed, or not: they go behind what was told to have.
  public int backfill(Workspace workspace, Handle handle, Collection<RowChange> changes) {
    return enter(workspace, handle, changes, new Told(clock.instant(), BACKFILL));
  }

  private record Told(Instant noted, int priority) {}

  private int enter(Workspace workspace, Handle handle, Collection<RowChange> changes, Told told) {
    List<RowChange> distinct = changes.stream().distinct().toList();
    return handle
        .createUpdate(ENTER)
        .define(
            "told",
            "SELECT DISTINCT ON (source, key) source, key, kind FROM unnest(:sources, :keys, :kinds) "
                + "WITH ORDINALITY AS each (source, key, kind, place) ORDER BY source, key, place DESC")
        .bindArray("sources", String.class, distinct.stream().map(RowChange::source).toList())
        .bindArray("keys", String.class, distinct.stream().map(RowChange::key).toList())
        .bindArray("kinds", String.class, distinct.stream().map(it -> word(it.kind())).toList())
        .bind("workspace", workspace.id().value())
        .bind("longest", RowChange.MAX_KEY_BYTES)
        .bind("priority", told.priority())
        .bind("noted", told.noted())
        .bind("since", told.noted().minus(SKEW))
        .bind("now", clock.instant())
        .execute();
  }

  /// Whether the queue takes so many more.
  public boolean hasRoomFor(Workspace workspace, int more) {
    return scope.read(workspace, handle -> hasRoomFor(workspace, handle, more));
  }

  /// QUEUE_FULL unless the queue takes so many more.
  void refuseIfFull(Workspace workspace, Handle handle, int more) {
    if (!hasRoomFor(workspace, handle, more)) {
      throw new RaghubException(
          ErrorCode.QUEUE_FULL,
          "the queue of changes is full; send them again later, or have the operator look at 'raghub queue show'",
          PATIENCE);
    }
  }

  private boolean hasRoomFor(Workspace workspace, Handle handle, int more) {
    int waiting =
        handle
            .createQuery(
                "SELECT count(*) FROM (SELECT FROM change WHERE workspace = :workspace AND NOT confirming LIMIT :limit) AS waiting")
            .bind("workspace", workspace.id().value())
            .bind("limit", settings.maxBacklog() + 1)
            .mapTo(Integer.class)
            .one();
    return (long) waiting + more <= settings.maxBacklog();
  }

  /// All rows of a source have to be looked at: those that are stored, and those that are being
  /// read. Each takes its own turn, so that none is taken out that has come back.
  void expand(Workspace workspace, Claim truncation) {
    scope.write(
        workspace,
        handle ->
            handle
                .createUpdate(ENTER)
                .define(
                    "told",
                    "SELECT source, key, 'upsert' AS kind FROM source_item WHERE workspace = :workspace AND source = :source "
                        + "AND deleted_at IS NULL UNION SELECT source, key, 'upsert' FROM change "
                        + "WHERE workspace = :workspace AND source = :source AND key <> ''")
                .bind("workspace", workspace.id().value())
                .bind("source", truncation.change().source())
                .bind("longest", RowChange.MAX_KEY_BYTES)
                .bind("priority", BACKFILL)
                .bind("noted", clock.instant())
                .bind("since", clock.instant())
                .bind("now", clock.instant())
                .execute());
  }

  /// Rows that show the titles of these items have to be read again: those that are stored, and
  /// those that are being read just now, which may have seen the old title.
  ///
  /// @param batch what was read together with them, and so saw the same titles
  void follow(Workspace workspace, Collection<ItemId> renamed, Collection<Claim> batch) {
    scope.write(
        workspace,
        handle ->
            handle
                .createUpdate(ENTER)
                .define(
                    "told",
                    "SELECT * FROM (SELECT item.source, item.key, 'upsert' AS kind FROM edge_fk edge JOIN source_item item "
                        + "ON item.workspace = edge.workspace AND item.id = edge.item_from WHERE edge.workspace = :workspace "
                        + "AND edge.item_to = ANY(:renamed) AND item.deleted_at IS NULL AND item.source <> :pushed "
                        + "UNION SELECT source, key, 'upsert' FROM change WHERE workspace = :workspace "
                        + "AND leased_until IS NOT NULL AND key <> '') AS shown "
                        + "WHERE NOT EXISTS (SELECT FROM unnest(:sources, :keys) AS mine (source, key) "
                        + "WHERE mine.source = shown.source AND mine.key = shown.key)")
                .bindArray("renamed", Long.class, renamed.stream().map(ItemId::value).toList())
                .bindArray("sources", String.class, batch.stream().map(Claim::source).toList())
                .bindArray("keys", String.class, batch.stream().map(Claim::key).toList())
                .bind("workspace", workspace.id().value())
                .bind("pushed", PushedDocuments.SOURCE)
                .bind("longest", RowChange.MAX_KEY_BYTES)
                .bind("priority", BACKFILL)
                .bind("noted", clock.instant())
                .bind("since", clock.instant())
                .bind("now", clock.instant())
                .execute());
  }

  static String word(RowChange.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  static RowChange.Kind kind(String word) {
    return RowChange.Kind.valueOf(word.toUpperCase(Locale.ROOT));
  }
}
