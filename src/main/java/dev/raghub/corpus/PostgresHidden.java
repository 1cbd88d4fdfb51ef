package dev.raghub.corpus;

import dev.raghub.workspace.Labels;
import dev.raghub.workspace.PostgresScope;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// What a caller may not read, for the projections: they hold every row of a workspace. Kept for
/// the callers of late, as long as nothing changes in their workspace.
@ApplicationScoped
public class PostgresHidden {
  private static final int KEPT = 64;

  private final PostgresScope scope;
  private final Map<Reader, Known> kept = new LinkedHashMap<>(16, 0.75f, true);

  public PostgresHidden(PostgresScope scope) {
    this.scope = scope;
  }

  private record Reader(Workspace workspace, Labels labels) {}

  private record Known(long revision, Hidden hidden) {}

  /// As of now, so at least as new as any projection that was brought up to date before.
  public Hidden of(Workspace workspace) {
    Optional<Labels> labels = workspace.rights().labels();
    return labels.isEmpty() ? Hidden.NONE : of(new Reader(workspace.whole(), labels.get()));
  }

  private Hidden of(Reader reader) {
    return scope.read(
        reader.workspace(),
        handle -> {
          long revision = revision(reader.workspace(), handle);
          Optional<Hidden> known = known(reader, revision);
          return known.orElseGet(() -> keep(reader, new Known(revision, read(reader, handle))));
        });
  }

  private Optional<Hidden> known(Reader reader, long revision) {
    synchronized (kept) {
      return Optional.ofNullable(kept.get(reader))
          .filter(known -> known.revision() == revision)
          .map(Known::hidden);
    }
  }

  private Hidden keep(Reader reader, Known known) {
    synchronized (kept) {
      kept.put(reader, known);
      if (kept.size() > KEPT) {
        kept.remove(kept.keySet().iterator().next());
      }
    }
    return known.hidden();
  }

  private static long revision(Workspace workspace, Handle handle) {
    return handle
        .createQuery(
            "SELECT coalesce((SELECT revision FROM revision WHERE workspace = :workspace), 0)")
        .bind("workspace", workspace.id().value())
        .mapTo(Long.class)
        .one();
  }

  private static Hidden read(Reader reader, Handle handle) {
    return Hidden.of(
        handle
            .createQuery(
                "SELECT id FROM source_item WHERE workspace = :workspace AND labels != '{}' AND deleted_at IS NULL "
                    + "AND NOT labels && CAST(:labels AS text[])")
            .bind("workspace", reader.workspace().id().value())
            .bindArray("labels", String.class, reader.labels().names())
            .mapTo(Long.class)
            .stream()
            .mapToLong(Long::longValue)
            .toArray());
  }
}
