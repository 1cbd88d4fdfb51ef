package dev.raghub.ingest;

import dev.raghub.source.Mapping;
import dev.raghub.source.SourceMapping;
import dev.raghub.workspace.PostgresScope;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// Up to where the changes of sources are known, in the values of their change columns.
@ApplicationScoped
public class PostgresWatermarks {
  private final PostgresScope scope;

  PostgresWatermarks(PostgresScope scope) {
    this.scope = scope;
  }

  /// The watermark of a source; empty where there is none, or it is of another column or table.
  public Optional<String> find(Workspace workspace, Mapping mapping, SourceMapping source) {
    return scope.read(
        workspace,
        handle ->
            handle
                .createQuery(
                    "SELECT value FROM source_watermark WHERE workspace = :workspace AND source = :source AND reads = :reads")
                .bind("workspace", workspace.id().value())
                .bind("source", source.name())
                .bind("reads", reads(mapping, source))
                .mapTo(String.class)
                .findOne());
  }

  /// Sets it as a part of the caller's transaction.
  public void keep(
      Workspace workspace, Handle handle, Mapping mapping, SourceMapping source, String value) {
    handle
        .createUpdate(
            "INSERT INTO source_watermark (workspace, source, reads, value) VALUES (:workspace, :source, :reads, :value) "
                + "ON CONFLICT (workspace, source) DO UPDATE SET reads = excluded.reads, value = excluded.value")
        .bind("workspace", workspace.id().value())
        .bind("source", source.name())
        .bind("reads", reads(mapping, source))
        .bind("value", value)
        .execute();
  }

  /// Sets it.
  void keep(Workspace workspace, Mapping mapping, SourceMapping source, String value) {
    scope.record(
        workspace,
        handle -> {
          keep(workspace, handle, mapping, source, value);
          return value;
        });
  }

  /// Forgets it, so that the source is read from end to end next time.
  public void forget(Workspace workspace, String source) {
    scope.record(
        workspace,
        handle ->
            handle.execute(
                "DELETE FROM source_watermark WHERE workspace = ? AND source = ?",
                workspace.id().value(),
                source));
  }

  /// How a row is rendered counts as well: under another mapping all rows have to be read.
  private static UUID reads(Mapping mapping, SourceMapping source) {
    String what = mapping.database().url() + '\n' + mapping.sources() + '\n' + source.name();
    return UUID.nameUUIDFromBytes(what.getBytes(StandardCharsets.UTF_8));
  }
}
