package dev.raghub.workspace;

import java.util.UUID;
import org.postgresql.ds.PGSimpleDataSource;

/// A workspace without a database, for benchmarks of what needs none.
public final class SyntheticWorkspace {
  private SyntheticWorkspace() {}

  /// Always the same.
  public static Workspace get() {
    return new Workspace(new WorkspaceId("bench"), new UUID(0, 0), Rights.ALL);
  }

  /// Leads to no PostgreSQL: what asks it all the same fails.
  public static PostgresScope nowhere() {
    return new PostgresScope(new PGSimpleDataSource());
  }
}
