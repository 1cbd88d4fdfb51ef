package dev.raghub.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.raghub.GatewayServers;
import dev.raghub.TestWorkspaces;
import dev.raghub.workspace.PostgresScope;
import dev.raghub.workspace.PostgresWorkspaces;
import dev.raghub.workspace.Workspace;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.SequencedMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
class OutboxIT {
  private static final int WRITERS = 8;
  private static final int TRANSACTIONS = 25;
  private static final int MAX_DELAY_MILLIS = 4;
  private static final int PAGE = 7;

  @Inject PostgresScope scope;
  @Inject PostgresOutbox outbox;
  @Inject PostgresWorkspaces workspaces;

  private Workspace workspace;

  @BeforeEach
  void makeWorkspace() {
    workspace = TestWorkspaces.fresh(workspaces, "outbox");
  }

  @Test
  void showsEveryChangeOfConcurrentWritersOnceAndInOrder() throws Exception {
    List<ItemId> seen = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<Long>>> writers =
          LongStream.range(0, WRITERS).mapToObj(it -> threads.submit(() -> write(it))).toList();
      long revision = 0;
      boolean writing = true;
      while (writing || revision < outbox.head(workspace)) {
        writing = writers.stream().anyMatch(writer -> !writer.isDone());
        Changes changes = outbox.after(workspace, revision, PAGE);
        assertThat(changes.items()).hasSizeLessThanOrEqualTo(PAGE);
        assertThat(changes.upTo()).isBetween(revision + changes.items().size(), changes.head());
        seen.addAll(changes.items());
        revision = changes.upTo();
      }
      List<ItemId> written = new ArrayList<>();
      for (Future<List<Long>> writer : writers) {
        writer.get().forEach(item -> written.add(new ItemId(item)));
      }
      assertThat(seen).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(written);
      assertThat(revision).isEqualTo(written.size());
    }
  }

  @Test
  void keepsOnlyTheLastOfManyChangesOfAnItem() {
    append(1, 2);
    append(1);
    append(1);

    Changes all = outbox.after(workspace, 0, PAGE);

    assertThat(all).isEqualTo(changes(4, 4, 2, 2, 1, 4));
    assertThat(outbox.after(workspace, 2, PAGE)).isEqualTo(changes(4, 4, 1, 4));
    assertThat(outbox.after(workspace, 4, PAGE)).isEqualTo(changes(4, 4));
  }

  @Test
  void leavesNoTraceOfWhatWasRolledBack() {
    append(1);
    assertThatThrownBy(
            () ->
                scope.write(
                    workspace,
                    handle -> {
                      append(handle, 1, 2);
                      throw new IllegalStateException("rolled back");
                    }))
        .hasMessage("rolled back");
    append(3);

    assertThat(outbox.after(workspace, 0, PAGE)).isEqualTo(changes(2, 2, 1, 1, 3, 2));
  }

  @Test
  void cutsAPageAtItsLimit() {
    append(1, 2, 3);

    assertThat(outbox.after(workspace, 0, 3).items()).hasSize(3);
    assertThat(outbox.after(workspace, 0, 2)).isEqualTo(changes(2, 3, 1, 1, 2, 2));
    assertThat(outbox.after(workspace, 2, 2)).isEqualTo(changes(3, 3, 3, 3));
  }

  @Test
  void countsNothingInAnotherWorkspace() {
    append(1);
    Workspace other = TestWorkspaces.fresh(workspaces, "outbox-other");

    assertThat(outbox.head(other)).isZero();
    assertThat(outbox.after(other, 0, PAGE)).isEqualTo(changes(0, 0));
  }

  /// @param pairs an item and the revision of its last change, in turn
  private static Changes changes(long upTo, long head, long... pairs) {
    SequencedMap<ItemId, Long> revisions = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      revisions.put(new ItemId(pairs[i]), pairs[i + 1]);
    }
    return new Changes(upTo, head, revisions);
  }

  /// Returns the items of the transactions that were committed; each fifth is rolled back.
  private List<Long> write(long writer) throws InterruptedException {
    Random delays = new Random(writer);
    List<Long> committed = new ArrayList<>();
    for (long i = 0; i < TRANSACTIONS; i++) {
      Thread.sleep(delays.nextInt(MAX_DELAY_MILLIS));
      long first = 1_000 * writer + 10 * i;
      long[] items = LongStream.rangeClosed(first, first + delays.nextInt(3)).toArray();
      boolean rolledBack = i % 5 == 4;
      scope.write(
          workspace,
          handle -> {
            append(handle, items);
            pause(delays.nextInt(MAX_DELAY_MILLIS));
            return rolledBack ? handle.rollback() : handle;
          });
      if (!rolledBack) {
        LongStream.of(items).forEach(committed::add);
      }
    }
    return committed;
  }

  private void append(long... items) {
    scope.write(
        workspace,
        handle -> {
          append(handle, items);
          return items.length;
        });
  }

  private void append(Handle handle, long... items) {
    long revision = outbox.lock(workspace, handle);
    outbox.append(workspace, handle, revision, LongStream.of(items).boxed().toList());
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }
}
