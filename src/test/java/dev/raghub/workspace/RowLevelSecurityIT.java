package dev.raghub.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.raghub.GatewayServers;
import dev.raghub.Superuser;
import dev.raghub.TestWorkspaces;
import dev.raghub.document.Assertion;
import dev.raghub.document.Document;
import dev.raghub.index.Indexes;
import dev.raghub.ingest.Embedding;
import dev.raghub.ingest.Preparation;
import dev.raghub.merge.PostgresMerge;
import dev.raghub.source.Link;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The second lock: what PostgreSQL refuses even if a query of ours forgot its workspace. The
/// tables are read from the catalogue, so a new one is tested as soon as it is there.
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
class RowLevelSecurityIT {
  private static final int POOL = 16;
  private static final String REFUSED = "42501";

  @Inject PostgresScope scope;
  @Inject PostgresWorkspaces workspaces;
  @Inject PostgresMerge merge;
  @Inject Preparation preparation;
  @Inject Embedding embedding;
  @Inject Indexes indexes;
  @Inject DataSource dataSource;

  private Workspace mine;
  private Workspace theirs;

  @BeforeEach
  void fillTwoWorkspaces() {
    mine = filled("rls-mine");
    theirs = filled("rls-theirs");
  }

  @Test
  void isEnabledAndForcedOnEveryTableOfWorkspaces() {
    assertThat(Superuser.tablesOfWorkspaces()).contains("source_item", "chunk", "embedding", "run");
    assertThat(
            Superuser.strings(
                "SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity ORDER BY 1"))
        .containsAll(Superuser.tablesOfWorkspaces());
  }

  @Test
  void bindsTheApplicationRole() {
    String role = ConfigProvider.getConfig().getValue("raghub.database.username", String.class);

    assertThat(
            Superuser.strings(
                "SELECT rolsuper::text || rolbypassrls::text FROM pg_roles WHERE rolname = ?",
                role))
        .containsExactly("falsefalse");
    assertThat(
            Superuser.strings(
                "SELECT relname FROM pg_class WHERE relowner = ?::regrole AND relkind = 'r'", role))
        .isEmpty();
  }

  @Test
  void showsNothingOfAnotherWorkspace() {
    assertThat(Superuser.tablesOfWorkspaces())
        .allSatisfy(
            table -> {
              assertThat(rows(table, theirs)).as("rows to hide in %s", table).isNotEmpty();
              assertThat(count(table)).isEqualTo(rows(table, mine).size());
            });
  }

  @Test
  void changesNothingOfAnotherWorkspace() {
    assertThat(Superuser.tablesOfWorkspaces())
        .allSatisfy(
            table -> {
              assertThat(update("UPDATE %s SET workspace = workspace WHERE workspace = ?", table))
                  .isZero();
              assertThat(update("DELETE FROM %s WHERE workspace = ?", table)).isZero();
            });
  }

  @Test
  void refusesRowsOfAnotherWorkspace() {
    assertThat(Superuser.tablesOfWorkspaces())
        .allSatisfy(
            table -> {
              String row = rows(table, theirs).getFirst();
              assertThatThrownBy(() -> insert(table, row))
                  .hasRootCauseInstanceOf(SQLException.class)
                  .rootCause()
                  .extracting(cause -> ((SQLException) cause).getSQLState())
                  .isEqualTo(REFUSED);
            });
  }

  @Test
  void refusesToMoveRowsToAnotherWorkspace() {
    assertThatThrownBy(
            () ->
                scope.write(
                    mine,
                    handle ->
                        handle.execute("UPDATE outbox SET workspace = ?", theirs.id().value())))
        .rootCause()
        .extracting(cause -> ((SQLException) cause).getSQLState())
        .isEqualTo(REFUSED);
  }

  @Test
  void showsNothingWithoutAScope() {
    assertThat(Superuser.tablesOfWorkspaces())
        .allSatisfy(
            table ->
                assertThat(
                        scope.<Long>registry(
                            handle ->
                                handle
                                    .createQuery("SELECT count(*) FROM <table>")
                                    .define("table", table)
                                    .mapTo(Long.class)
                                    .one()))
                    .isZero());
  }

  @Test
  void leavesNoScopeOnThePooledConnection() throws SQLException {
    String connection =
        scope.write(
            mine,
            handle -> handle.createQuery("SELECT pg_backend_pid()").mapTo(String.class).one());
    List<Connection> pool = new ArrayList<>();
    try {
      boolean found = false;
      while (!found && pool.size() < POOL) {
        pool.add(dataSource.getConnection());
        found = value(pool.getLast(), "SELECT pg_backend_pid()").equals(connection);
      }
      assertThat(found).as("the connection came back to the pool").isTrue();
      assertThat(
              value(
                  pool.getLast(), "SELECT coalesce(current_setting('raghub.workspace', true), '')"))
          .isEmpty();
      assertThat(value(pool.getLast(), "SELECT count(*) FROM source_item")).isEqualTo("0");
    } finally {
      for (Connection borrowed : pool) {
        borrowed.close();
      }
    }
  }

  private Workspace filled(String name) {
    Workspace workspace = TestWorkspaces.fresh(workspaces, name);
    Document document =
        new Document(
            "cats",
            "1",
            "cat",
            "Minka",
            List.of("Minka"),
            List.of("grey"),
            "The cat Minka lives in Ghent. " + "She sleeps on a warm roof all day long. ".repeat(6),
            List.of(new Link("owner", "people", "1", "Li Wei")),
            List.of(new Assertion("Minka", "lives in", "Ghent")),
            true);
    merge.merge(workspace, List.of(preparation.prepare(document)), OptionalLong.empty());
    embedding.embed(workspace, done -> {});
    indexes.catchUp(workspace);
    fillTheRest(workspace);
    fillQueue(workspace);
    return workspace;
  }

  private static void fillTheRest(Workspace workspace) {
    Superuser.execute(
        """
        WITH failing AS (INSERT INTO run (workspace, job, source, state, created_at, beat_at)
          VALUES ('%1$s', gen_random_uuid(), 'cats', 'failed', now(), now()) RETURNING id)
        INSERT INTO run_failure SELECT '%1$s', id, '1', 'code', 'reason' FROM failing;
        WITH line AS (INSERT INTO ledger (workspace, call, request, endpoint, model, purpose, day, reserved, state, reserved_at)
          VALUES ('%1$s', gen_random_uuid(), 'r', 'e', 'm', 'p', current_date, 1, 'reserved', now()) RETURNING call)
        INSERT INTO model_call SELECT '%1$s', call, 'r', 'e', 'm', 'p', 1, 1, 0, 1, 1, 0, 'stop', NULL, '{}', now() FROM line;
        INSERT INTO workspace_budget VALUES ('%1$s', 'day', 1);
        INSERT INTO policy VALUES ('%1$s', NULL, NULL, 'never', 0.5, 800, now());
        INSERT INTO idempotency VALUES ('%1$s', 'k', 'h', 'f', true, gen_random_uuid(), false, now(), now()); INSERT INTO cache_audit VALUES ('%1$s', current_date, 1, 0);
        INSERT INTO resolution VALUES ('%1$s', gen_random_uuid(), 1, '', 'a', 2, '', 'b', 'k', now());
        INSERT INTO relation_decision VALUES ('%1$s', gen_random_uuid(), 'pin', 1, 'cats', '1', 2, '', 'b', 'k', now());
        INSERT INTO workspace_spend VALUES ('%1$s', 'day', current_date, 1)
        """
            .formatted(workspace.id()));
    Superuser.execute(
        """
        INSERT INTO extraction (workspace, hash, model, prompt_version, status, changed_at)
        SELECT workspace, hash, 'none', '1', 'done', now() FROM excerpt WHERE workspace = '%s'
        """
            .formatted(workspace.id()));
  }

  private static void fillQueue(Workspace workspace) {
    Superuser.execute(
        """
        INSERT INTO change VALUES ('%1$s', 'cats', '1', 'upsert', 0, 1, 0, now(), now(), 'infinity');
        INSERT INTO dead_letter VALUES ('%1$s', 'cats', '1', 'upsert', 1, 'c', 'r', now(), now());
        INSERT INTO paused_source VALUES ('%1$s', 'cats', now());
        INSERT INTO webhook_delivery VALUES ('%1$s', 'cats', 'w', now());
        INSERT INTO announcement VALUES ('%1$s', 'ci', 1, gen_random_uuid(), 'waiting', 0, NULL, now(), now());
        INSERT INTO subscriber_known VALUES ('%1$s', 'ci', now());
        INSERT INTO schedule_known VALUES ('%1$s', 'cats', '* * * * *', now());
        INSERT INTO schedule_firing VALUES ('%1$s', 'cats', now(), 'full', now(), 1, 'running', 0, NULL, now());
        INSERT INTO source_watermark VALUES ('%1$s', 'cats', gen_random_uuid(), '1');
        INSERT INTO source_shape VALUES ('%1$s', 'cats', '{a}', '{text}', '{true}');
        INSERT INTO decoding VALUES ('%1$s', 'raghub_0', 'db', gen_random_uuid(), now());
        """
            .formatted(workspace.id()));
  }

  private static List<String> rows(String table, Workspace workspace) {
    return Superuser.strings(
        "SELECT to_jsonb(t)::text FROM %s t WHERE workspace = ?".formatted(table),
        workspace.id().value());
  }

  /// How many rows of the table are seen from my workspace by a query that names none.
  private long count(String table) {
    return scope.read(
        mine,
        handle ->
            handle
                .createQuery("SELECT count(*) FROM <table>")
                .define("table", table)
                .mapTo(Long.class)
                .one());
  }

  /// How many of their rows my statement reaches.
  private int update(String statement, String table) {
    return scope.write(
        mine, handle -> handle.execute(statement.formatted(table), theirs.id().value()));
  }

  private int insert(String table, String row) {
    String columns = written(table);
    return scope.write(
        mine,
        handle ->
            handle.execute(
                "INSERT INTO %1$s (%2$s) OVERRIDING SYSTEM VALUE SELECT %2$s FROM jsonb_populate_record(NULL::%1$s, ?::jsonb)"
                    .formatted(table, columns),
                row));
  }

  /// The columns that PostgreSQL does not compute itself.
  private static String written(String table) {
    return Superuser.strings(
            "SELECT string_agg(quote_ident(attname), ', ') FROM pg_attribute "
                + "WHERE attrelid = CAST(? AS regclass) AND attnum > 0 AND NOT attisdropped AND attgenerated = ''",
            table)
        .getFirst();
  }

  private static String value(Connection connection, String query) throws SQLException {
    try (var statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
