package dev.raghub.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raghub.GatewayServers;
import dev.raghub.Superuser;
import dev.raghub.TestWorkspaces;
import dev.raghub.corpus.ItemId;
import dev.raghub.ingest.Preparation;
import dev.raghub.workspace.PostgresScope;
import dev.raghub.workspace.PostgresWorkspaces;
import dev.raghub.workspace.Workspace;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A workspace that came after PostgreSQL last looked at its tables, beside two that it knows: what
/// changes in it must not make PostgreSQL read all of it.
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
class UnseenWorkspaceIT {
  private static final int NOTES = 1_000;

  /// Far less than each row for each other; more than all that other tests may have put beside.
  private static final int MANY = 200 * NOTES;

  @Inject PostgresWorkspaces workspaces;
  @Inject PostgresScope scope;
  @Inject PostgresMerge merge;
  @Inject Preparation preparation;

  private Workspace unseen;

  @BeforeEach
  void fillAfterTheLastLook() {
    Superuser.tablesOfWorkspaces()
        .forEach(
            table ->
                Superuser.execute("ALTER TABLE " + table + " SET (autovacuum_enabled = false)"));
    fill(TestWorkspaces.fresh(workspaces, "seen"));
    fill(TestWorkspaces.fresh(workspaces, "seen"));
    Superuser.execute("ANALYZE");
    unseen = TestWorkspaces.fresh(workspaces, "unseen");
    fill(unseen);
  }

  @AfterEach
  void lookAgain() {
    Superuser.tablesOfWorkspaces()
        .forEach(
            table -> Superuser.execute("ALTER TABLE " + table + " RESET (autovacuum_enabled)"));
  }

  @Test
  void isNotReadAsAWholeForOneChange() {
    assertThat(read(handle -> put(handle, "The harbor is open, says Note 7."))).isLessThan(MANY);
  }

  @Test
  void isNotReadAsAWholeForOneThatGoes() {
    assertThat(read(handle -> merge.remove(unseen, handle, List.of(ItemId.of("notes", "5")))))
        .isLessThan(MANY);
  }

  @Test
  void isNotReadAgainForEachRowOfAJoin() {
    assertThat(scope.<Long>read(unseen, handle -> read(handle, this::joinPassagesAndNames)))
        .isLessThan(MANY);
  }

  /// As passages are read for the graph and for people who look at it.
  private void joinPassagesAndNames(Handle handle) {
    assertThat(
            handle
                .createQuery(
                    "SELECT count(*) FROM mention JOIN chunk ON chunk.workspace = mention.workspace AND chunk.id = mention.chunk "
                        + "JOIN entity ON entity.workspace = mention.workspace AND entity.id = mention.entity "
                        + "WHERE mention.workspace = :workspace")
                .bind("workspace", unseen.id().value())
                .mapTo(Integer.class)
                .one())
        .isGreaterThan(NOTES);
  }

  /// How many rows PostgreSQL reads for this change.
  private long read(Consumer<Handle> change) {
    return scope.write(unseen, handle -> read(handle, change));
  }

  private static long read(Handle handle, Consumer<Handle> work) {
    long before = read(handle);
    work.accept(handle);
    return read(handle) - before;
  }

  /// What this session has read and not told yet.
  private static long read(Handle handle) {
    return handle
        .createQuery(
            "SELECT sum(seq_tup_read + coalesce(idx_tup_fetch, 0)) FROM pg_stat_xact_user_tables")
        .mapTo(Long.class)
        .one();
  }

  private void put(Handle handle, String text) {
    merge.merge(
        unseen,
        handle,
        List.of(preparation.prepare(Notes.note(5, text, false))),
        OptionalLong.empty());
  }

  private void fill(Workspace workspace) {
    merge.merge(
        workspace,
        IntStream.range(0, NOTES)
            .mapToObj(
                number ->
                    Notes.note(
                        number,
                        "The harbor was closed on day %d, as Note %d says and Captain Ahab saw."
                            .formatted(number, Math.max(0, number - 1)),
                        false))
            .map(preparation::prepare)
            .toList(),
        OptionalLong.empty());
  }
}
