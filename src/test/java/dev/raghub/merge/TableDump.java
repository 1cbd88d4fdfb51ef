package dev.raghub.merge;

import dev.raghub.Superuser;
import dev.raghub.workspace.Workspace;
import java.util.List;

/// What PostgreSQL holds of a workspace, a line a row.
public final class TableDump {
  /// How it came about, not what there is.
  private static final List<String> HISTORY =
      List.of(
          "revision",
          "outbox",
          "change",
          "dead_letter",
          "paused_source",
          "webhook_delivery",
          "announcement",
          "subscriber_known",
          "schedule_known",
          "schedule_firing",
          "source_watermark",
          "source_shape",
          "decoding",
          "run",
          "run_failure",
          "vector_projection",
          "ledger",
          "model_call",
          "workspace_spend");

  public static List<String> of(Workspace workspace) {
    return of(workspace.id().value());
  }

  public static List<String> of(String workspace) {
    return Superuser.tablesOfWorkspaces().stream()
        .filter(table -> !HISTORY.contains(table))
        .flatMap(table -> rows(table, workspace).stream().map(row -> table + " " + row))
        .toList();
  }

  /// Left out of every row: the workspace's name, history, and vectors, which the model gives
  /// slightly differently in other batches.
  private static List<String> rows(String table, String workspace) {
    return Superuser.strings(
        """
        SELECT (to_jsonb(t) - '{workspace,version,seen_run,changed_at,vector,embedding,attempts,next_attempt_at,prompt_tokens,completion_tokens,said_at}'::text[])::text
        FROM %s t WHERE workspace = ? AND to_jsonb(t) ->> 'deleted_at' IS NULL ORDER BY 1
        """
            .formatted(table),
        workspace);
  }
}
