package dev.raghub.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raghub.GatewayServers;
import dev.raghub.Superuser;
import dev.raghub.TestWorkspaces;
import dev.raghub.answer.Question;
import dev.raghub.corpus.ItemId;
import dev.raghub.corpus.PostgresHidden;
import dev.raghub.corpus.PostgresOutbox;
import dev.raghub.document.Document;
import dev.raghub.ingest.Preparation;
import dev.raghub.merge.PostgresMerge;
import dev.raghub.observe.Observer;
import dev.raghub.retrieve.Retriever;
import dev.raghub.workspace.PostgresWorkspaces;
import dev.raghub.workspace.Workspace;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
class GraphsIT {
  private static final int CHANGE_LIMIT = 5;
  private static final long MEGABYTE = 1 << 20;

  @Inject PostgresWorkspaces workspaces;
  @Inject PostgresMerge merge;
  @Inject Preparation preparation;
  @Inject PostgresGraphReader reader;
  @Inject PostgresOutbox outbox;
  @Inject PostgresHidden hidden;
  @Inject Observer observer;
  @Inject Graphs gatewaysOwn;
  @Inject Retriever retriever;

  private Graphs graphs;
  private Workspace workspace;

  @BeforeEach
  void open() {
    graphs = graphs(1);
    workspace = TestWorkspaces.fresh(workspaces, "graphs");
  }

  @Test
  void loadsAGraphWhenItIsFirstAsked() {
    put(note(1, "Minka"), note(2, "Minka"));
    graphs.refresh(workspace);
    assertThat(graphs.applied(workspace)).isEmpty();
    assertThat(graphs.bytes()).isZero();

    GraphSnapshot graph = graphs.of(workspace);

    assertThat(graph.size()).isEqualTo(2);
    assertThat(frequency(graph, "minka")).isEqualTo(2);
    assertThat(graphs.applied(workspace)).hasValue(2L);
    assertThat(graphs.bytes()).isEqualTo(graph.bytes());
    assertThat(graphs.of(workspace)).isSameAs(graph);
  }

  @Test
  void bringsAnEditedRowIntoTheNextQueriesGraph() {
    put(note(1, "Minka"), note(2, "Minka"));
    ask();
    put(note(1, "Blue Harbor"));

    ask();

    GraphSnapshot graph = gatewaysOwn.of(workspace);
    assertThat(frequency(graph, "minka")).isEqualTo(1);
    assertThat(frequency(graph, "blue harbor")).isEqualTo(1);
    assertThat(graph.changed()).as("passages hidden and added").isEqualTo(2);
  }

  @Test
  void appliesAsManyChangesAsItsLimitAtOnce() {
    putNotes(1, 100);
    graphs.of(workspace);
    putNotes(101, 100 + CHANGE_LIMIT);

    graphs.refresh(workspace);

    assertThat(graphs.of(workspace).size()).isEqualTo(100 + CHANGE_LIMIT);
    assertThat(graphs.of(workspace).changed()).isEqualTo(CHANGE_LIMIT);
  }

  @Test
  void loadsAnewBehindTheQueriesBeyondItsLimit() {
    putNotes(1, 100);
    GraphSnapshot before = graphs.of(workspace);
    putNotes(101, 100 + CHANGE_LIMIT + 1);

    graphs.refresh(workspace);

    await(() -> graphs.of(workspace) != before);
    assertThat(graphs.of(workspace).size()).isEqualTo(100 + CHANGE_LIMIT + 1);
    assertThat(graphs.of(workspace).changed()).isZero();
    assertThat(graphs.applied(workspace)).hasValue(outbox.head(workspace));
  }

  @Test
  void staysErasedWhenALoadWasUnderWay() throws Exception {
    put(note(1, "Minka"));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Superuser.execute("BEGIN");
      Superuser.execute("LOCK TABLE chunk IN ACCESS EXCLUSIVE MODE");
      Future<?> load = threads.submit(() -> graphs.of(workspace));
      await(() -> waitsForALock());
      Future<?> erased = threads.submit(() -> graphs.erase(workspace));
      assertThat(doneWithinASecond(erased)).as("erased while the load was under way").isFalse();
      Superuser.execute("COMMIT");
      load.get();
      erased.get();
    }

    assertThat(graphs.applied(workspace)).isEmpty();
  }

  private static boolean doneWithinASecond(Future<?> work) throws Exception {
    try {
      work.get(1, TimeUnit.SECONDS);
      return true;
    } catch (TimeoutException waits) {
      return false;
    }
  }

  private static boolean waitsForALock() {
    return !Superuser.strings(
            "SELECT pid::text FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
        .isEmpty();
  }

  @Test
  void buildsAWornBaseAnew() {
    putNotes(1, 20);
    graphs.of(workspace);
    for (int i = 0; i < 2; i++) {
      putNotes(21 + 3 * i, 23 + 3 * i);
      graphs.refresh(workspace);
    }

    await(() -> graphs.of(workspace).changed() == 0);

    assertThat(graphs.of(workspace).size()).isEqualTo(26);
  }

  @Test
  void dropsAFutureThatTheRestoredDatabaseDoesNotKnow() {
    putNotes(1, 3);
    graphs.of(workspace);
    String here = " WHERE workspace = '%s'".formatted(workspace.id().value());
    Superuser.execute("UPDATE outbox SET revision = revision - 2" + here);
    Superuser.execute("UPDATE revision SET revision = 1" + here);
    Superuser.execute(
        "DELETE FROM chunk" + here + " AND item = " + ItemId.of("notes", "3").value());

    graphs.refresh(workspace);

    assertThat(graphs.of(workspace).size()).isEqualTo(2);
    assertThat(graphs.applied(workspace)).hasValue(1L);
  }

  @Test
  void dropsTheGraphsThatWereAskedLeastRecently() {
    Workspace first = lengthy();
    Workspace second = lengthy();
    Workspace third = lengthy();
    graphs.of(first);
    graphs.of(second);
    assertThat(graphs.bytes()).isBetween(MEGABYTE * 2 / 3, MEGABYTE);
    graphs.of(first);

    graphs.of(third);

    assertThat(Stream.of(first, second, third).filter(each -> graphs.applied(each).isPresent()))
        .containsExactly(first, third);
    assertThat(graphs.bytes()).isLessThanOrEqualTo(MEGABYTE);
  }

  @Test
  void loadsADroppedGraphWithWhatChangedMeanwhile() {
    Graphs none = graphs(0);
    put(note(1, "Minka"));
    none.of(workspace);
    none.of(TestWorkspaces.fresh(workspaces, "other"));
    assertThat(none.applied(workspace)).isEmpty();
    put(note(2, "Minka"));
    none.refresh(workspace);

    assertThat(frequency(none.of(workspace), "minka")).isEqualTo(2);
    assertThat(none.applied(workspace)).as("in use, so kept whatever the budget").hasValue(2L);
  }

  @Test
  void showsNoWorkspaceANodeOfAnother() {
    Workspace other = TestWorkspaces.fresh(workspaces, "other");
    put(note(1, "Minka"), note(2, "Minka"));
    merge(other, note(1, "Zebra Vox"));
    graphs.of(workspace);

    GraphSnapshot theirs = graphs.of(other);
    merge(other, note(3, "Zebra Vox"));
    graphs.refresh(other);
    graphs.refresh(workspace);

    assertThat(theirs.size()).isEqualTo(1);
    assertThat(theirs.entity(EntityId.ofName("minka"))).isEqualTo(-1);
    assertThat(theirs.entity(EntityId.ofRow(ItemId.of("notes", "2")))).isEqualTo(-1);
    assertThat(graphs.of(workspace).entity(EntityId.ofName("zebra vox"))).isEqualTo(-1);
    assertThat(graphs.of(workspace).size()).isEqualTo(2);
  }

  @Test
  void forgetsAnErasedWorkspace() {
    put(note(1, "Minka"));
    graphs.of(workspace);

    graphs.erase(workspace);

    assertThat(graphs.applied(workspace)).isEmpty();
    assertThat(graphs.bytes()).isZero();
  }

  /// Two rows change together, always; no reader sees one without the other, waits, or goes back.
  @Test
  void letsReadersGoOnWhileTheSnapshotIsSwapped() throws Exception {
    put(note(1, "Version0"), note(2, "Version0"));
    AtomicBoolean writing = new AtomicBoolean(true);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Long>> readers =
          IntStream.range(0, 4).mapToObj(i -> threads.submit(() -> read(writing))).toList();
      try {
        for (int i = 1; i <= 40; i++) {
          put(note(1, "Version" + i), note(2, "Version" + i));
          graphs.refresh(workspace);
        }
      } finally {
        writing.set(false);
      }

      for (Future<Long> reader : readers) {
        assertThat(reader.get()).as("the last revision that a reader saw").isEqualTo(82);
      }
    }
  }

  private long read(AtomicBoolean writing) {
    long revision = 0;
    boolean more = true;
    while (more) {
      more = writing.get();
      GraphSnapshot graph = graphs.of(workspace);
      assertThat(graph.revision()).isGreaterThanOrEqualTo(revision);
      assertThat(graph.size()).isEqualTo(2);
      assertThat(named(graph, 1)).isEqualTo(named(graph, 2)).hasSize(1);
      revision = graph.revision();
    }
    return revision;
  }

  /// What a note mentions.
  private static List<EntityId> named(GraphSnapshot graph, int note) {
    int[] passage = {-1};
    int row = graph.entity(EntityId.ofRow(ItemId.of("notes", Integer.toString(note))));
    graph.owners(row, owner -> passage[0] = owner);
    List<EntityId> named = new ArrayList<>();
    graph.mentions(
        passage[0],
        (entity, sentence) -> {
          if (sentence >= 0) {
            named.add(graph.entityId(entity));
          }
        });
    return named;
  }

  private static int frequency(GraphSnapshot graph, String name) {
    return graph.frequency(graph.entity(EntityId.ofName(name)));
  }

  private void ask() {
    retriever.retrieve(workspace, new Question("Who was seen at the station?", 1));
  }

  private void put(Document... documents) {
    merge(workspace, documents);
  }

  private void putNotes(int from, int to) {
    merge(
        workspace,
        IntStream.rangeClosed(from, to)
            .mapToObj(number -> note(number, "Minka"))
            .toArray(Document[]::new));
  }

  private void merge(Workspace into, Document... documents) {
    merge.merge(
        into, Stream.of(documents).map(preparation::prepare).toList(), OptionalLong.empty());
  }

  private static Document note(int number, String name) {
    return document(
        Integer.toString(number), List.of(), "At the station they saw " + name + " again.");
  }

  /// A workspace whose graph takes more than a third of a megabyte: a row with many names in many
  /// passages.
  private Workspace lengthy() {
    Workspace lengthy = TestWorkspaces.fresh(workspaces, "lengthy");
    String sentence = "harbor ".repeat(160) + "\n\n";
    List<String> names = IntStream.range(0, 100).mapToObj(i -> "called number " + i).toList();
    merge(lengthy, document("1", names, sentence.repeat(400)));
    return lengthy;
  }

  private static Document document(String key, List<String> names, String body) {
    return new Document("notes", key, "note", "a note", names, List.of(), body, List.of(), false);
  }

  private Graphs graphs(int budget) {
    return new Graphs(
        reader, outbox, hidden, new Settings(budget, CHANGE_LIMIT), observer, Clock.systemUTC());
  }

  private static void await(BooleanSupplier reached) {
    Instant end = Instant.now().plusSeconds(20);
    while (!reached.getAsBoolean() && Instant.now().isBefore(end)) {
      Thread.onSpinWait();
    }
    assertThat(reached.getAsBoolean()).isTrue();
  }

  private record Settings(int budget, int changeLimit) implements GraphSettings {}
}
