package dev.raghub.cache;

import dev.raghub.answer.Citation;
import dev.raghub.corpus.ItemId;
import dev.raghub.workspace.PostgresScope;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What decides whether a kept answer is still the answer, read in one transaction.
@ApplicationScoped
public class PostgresMoments {
  private final PostgresScope scope;

  PostgresMoments(PostgresScope scope) {
    this.scope = scope;
  }

  /// @param revision of the workspace: nothing in it has changed while this is the same
  /// @param policy when the workspace's policy was last changed; empty text where it has none
  record Moment(long revision, String policy) {}

  Moment now(Workspace workspace) {
    return scope.read(
        workspace,
        handle ->
            handle
                .createQuery(
                    "SELECT coalesce((SELECT revision FROM revision WHERE workspace = :workspace), 0) AS revision, "
                        + "coalesce((SELECT changed_at::text FROM policy WHERE workspace = :workspace), '') AS policy")
                .bind("workspace", workspace.id().value())
                .map((row, context) -> new Moment(row.getLong("revision"), row.getString("policy")))
                .one());
  }

  /// Whether all these rows are there in the versions that are cited.
  boolean current(Workspace workspace, List<Citation> citations) {
    Map<Long, Long> versions =
        citations.stream()
            .collect(
                Collectors.toMap(
                    citation -> ItemId.of(citation.source(), citation.key()).value(),
                    Citation::version,
                    (first, second) -> first));
    long there =
        scope.read(
            workspace,
            handle ->
                handle
                    .createQuery(
                        "SELECT count(*) FROM source_item AS item "
                            + "JOIN unnest(:ids, :versions) AS cited (id, version) USING (id, version) "
                            + "WHERE item.workspace = :workspace AND item.deleted_at IS NULL")
                    .bindArray("ids", Long.class, List.copyOf(versions.keySet()))
                    .bindArray("versions", Long.class, List.copyOf(versions.values()))
                    .bind("workspace", workspace.id().value())
                    .mapTo(Long.class)
                    .one());
    return there == versions.size();
  }
}
