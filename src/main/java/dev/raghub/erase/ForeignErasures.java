package dev.raghub.erase;

import dev.raghub.index.Indexes;
import dev.raghub.spend.Housekeeping;
import dev.raghub.workspace.PostgresErasures;
import dev.raghub.workspace.PostgresWorkspaces;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Takes out of this gateway's own files and memory what was erased through another, or before it
/// was started.
@ApplicationScoped
public class ForeignErasures implements Housekeeping {
  private final PostgresWorkspaces workspaces;
  private final PostgresErasures register;
  private final Indexes indexes;
  private final Map<Workspace, Long> followed = new ConcurrentHashMap<>();

  ForeignErasures(PostgresWorkspaces workspaces, PostgresErasures register, Indexes indexes) {
    this.workspaces = workspaces;
    this.register = register;
    this.indexes = indexes;
  }

  @Override
  public void keep(Workspace workspace) {
    long steps = register.steps(workspace);
    if (steps == followed.getOrDefault(workspace, 0L)) {
      return;
    }
    if (indexes.bytes(workspace) > 0) {
      indexes.purge(workspace);
    }
    followed.put(workspace, steps);
  }

  @Override
  public void keepOutside() {
    indexes.eraseAllBut(workspaces::forUpkeep);
    followed.keySet().retainAll(workspaces.forUpkeep());
  }
}
