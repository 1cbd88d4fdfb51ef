package dev.raghub.workspace;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;

/// The only way into PostgreSQL. Each call is one transaction whose row-level security scope is the
/// given workspace; with no scope set, the policies show nothing.
@ApplicationScoped
public class PostgresScope {
  /// A workspace that is in no statistics yet is taken for empty, as if any index served that
  /// begins with the workspace, and joins read all of it for each of its rows. Beside a large one
  /// that lasts, for PostgreSQL looks again when a tenth of a table has changed. A plan that is
  /// made before it is known for which workspace takes it for an average one. Checks of foreign
  /// keys and what they delete are planned so as well.
  private static final String PLANS_FOR_ANY =
      "set_config('plan_cache_mode', 'force_generic_plan', true)";

  private final Jdbi jdbi;

  PostgresScope(DataSource dataSource) {
    this.jdbi = Jdbi.create(dataSource).registerArrayType(UUID.class, "uuid");
    // A statement's arguments are tenants' text: they must not reach a log through an exception's
    // message.
    jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
  }

  /// Runs in a read-only transaction that sees one moment, however many statements it takes.
  public <T> T read(Workspace workspace, Function<Handle, T> work) {
    return inTransaction(
        handle -> {
          // One message to the server and back, where two statements would be two.
          enter(handle, workspace, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY; ");
          return work.apply(handle);
        });
  }

  /// Runs in a transaction that commits as a whole or not at all: the one place where a workspace
  /// is entered to change what it holds. WORKSPACE_FROZEN or WORKSPACE_NOT_READY where it may not
  /// be.
  public <T> T write(Workspace workspace, Function<Handle, T> work) {
    return changing(workspace, true, work);
  }

  /// The same for books that are kept while a workspace is asked, and for how what was begun ended:
  /// a frozen workspace goes on with them.
  public <T> T record(Workspace workspace, Function<Handle, T> work) {
    return changing(workspace, false, work);
  }

  /// The same for deleting alone, which needs no workspace that is still there.
  public <T> T erase(Workspace workspace, Function<Handle, T> work) {
    return inTransaction(
        handle -> {
          enter(handle, workspace, "");
          return work.apply(handle);
        });
  }

  /// Runs in a transaction of which nothing stays: what would be written is seen by the work alone.
  public <T> T pretend(Workspace workspace, Function<Handle, T> work) {
    return inTransaction(
        handle -> {
          enter(handle, workspace, "");
          T seen = work.apply(handle);
          handle.rollback();
          return seen;
        });
  }

  private <T> T changing(Workspace workspace, boolean content, Function<Handle, T> work) {
    return inTransaction(
        handle -> {
          handle.execute(
              "SELECT raghub_enter(?, ?, ?, ?), " + PLANS_FOR_ANY,
              workspace.id().value(),
              workspace.incarnation(),
              workspace.rights().setting(),
              content);
          return work.apply(handle);
        });
  }

  /// Runs outside of every workspace, where the policies show no content of any. For the budgets of
  /// keys alone, which count over all workspaces (`ArchitectureTest`).
  public <T> T outside(Function<Handle, T> work) {
    return inTransaction(work);
  }

  /// The registries of workspaces and keys lie outside every workspace; nobody else reads them.
  <T> T registry(Function<Handle, T> work) {
    return inTransaction(work);
  }

  /// One statement that reads the registries: without a transaction around it, it is a single
  /// message to the server and back. Every request asks two.
  <T> T registryRead(Function<Handle, T> statement) {
    return translating(() -> jdbi.withHandle(statement::apply));
  }

  private static void enter(Handle handle, Workspace workspace, String before) {
    handle.execute(
        before
            + "SELECT set_config('raghub.workspace', ?, true), set_config('raghub.labels', ?, true), "
            + PLANS_FOR_ANY,
        workspace.id().value(),
        workspace.rights().setting());
  }

  private <T> T inTransaction(Function<Handle, T> work) {
    return translating(() -> jdbi.inTransaction(work::apply));
  }

  private static <T> T translating(Supplier<T> work) {
    try {
      return work.get();
    } catch (JdbiException failure) {
      throw translated(failure);
    }
  }

  private static RuntimeException translated(JdbiException failure) {
    Optional<String> state = sqlState(failure);
    if (state.equals(Optional.of("RH001"))) {
      return PostgresWorkspaces.frozen();
    }
    if (state.equals(Optional.of("RH002"))) {
      return PostgresWorkspaces.notReady();
    }
    boolean unavailable =
        state.isEmpty()
            || state.get().startsWith("08")
            || state.get().startsWith("57P")
            || state.get().startsWith("53");
    return unavailable
        ? new RaghubException(
            ErrorCode.DATABASE_UNAVAILABLE,
            "the database does not answer; try again shortly",
            failure)
        : failure;
  }

  private static Optional<String> sqlState(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return Optional.ofNullable(sql.getSQLState());
      }
    }
    return Optional.of("unknown");
  }
}
