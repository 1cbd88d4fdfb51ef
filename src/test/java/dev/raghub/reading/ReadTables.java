package dev.raghub.reading;

import dev.raghub.Superuser;
import dev.raghub.workspace.Workspace;
import java.util.List;

/// What stands in a workspace's tables, past every guard.
record ReadTables(Workspace workspace) {
  List<String> relations() {
    return Superuser.strings(
        "SELECT s.name || ' ' || predicate || ' ' || o.name || ' ' || sentence || ' ' || origin FROM assertion a "
            + "JOIN entity s ON s.workspace = a.workspace AND s.id = subject "
            + "JOIN entity o ON o.workspace = a.workspace AND o.id = object WHERE a.workspace = ? ORDER BY 1",
        workspace.id().value());
  }

  List<String> modelMentions() {
    return Superuser.strings(
        "SELECT name || ' ' || sentence FROM mention JOIN entity ON entity.workspace = mention.workspace "
            + "AND entity.id = mention.entity WHERE mention.workspace = ? AND rule = 'model' ORDER BY 1",
        workspace.id().value());
  }

  List<String> entities() {
    return Superuser.strings("SELECT name FROM entity WHERE workspace = ?", workspace.id().value());
  }

  List<String> rows(String table) {
    return Superuser.strings(
        "SELECT to_jsonb(t)::text FROM %s t WHERE workspace = ?".formatted(table),
        workspace.id().value());
  }
}
