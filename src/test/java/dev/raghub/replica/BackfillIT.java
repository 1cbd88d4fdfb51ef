package dev.raghub.replica;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raghub.bench.SyntheticTable;
import dev.raghub.embedded.RestartedPostgres;
import dev.raghub.embedded.RestartedPostgres.End;
import dev.raghub.index.LuceneDump;
import dev.raghub.model.Embedder;
import dev.raghub.replica.Backfill.Ended;
import dev.raghub.rest.Client;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/// A large table that is read for the first time, by the gateway as it was packaged: nothing is
/// lost and nothing doubled. What it costs is printed, and not asserted, for it depends on the
/// machine; docs/benchmarks.md says how to measure. Texts are embedded first, while there is no
/// large table to be vacuumed. Runs after packaging.
@TestMethodOrder(OrderAnnotation.class)
class BackfillIT {
  private static final Logger LOG = Logger.getLogger(BackfillIT.class);
  private static final int ROWS = Integer.getInteger("raghub.rows", 2_000);
  private static final int TEXTS = Integer.getInteger("raghub.texts", 64);
  private static final String HEAP = System.getProperty("raghub.heap", "512m");
  private static final int PARTS = 10;

  private static final String BUFFERS = System.getProperty("raghub.buffers", "256MB");
  private static final String PASSWORD = "only-on-loopback";

  private static RestartedPostgres postgres;
  private static Fleet fleet;

  /// With a disk that is waited for and memory for the tables, and with a compiler as in
  /// production.
  @BeforeAll
  static void start() throws IOException {
    Path target = Files.createDirectories(Path.of("target").toAbsolutePath());
    postgres = RestartedPostgres.start(Files.createTempDirectory(target, "backfill-"), PASSWORD);
    // Leases as long as in production: a run on a busy machine must not be taken over.
    Map<String, String> settings = new HashMap<>(Map.of("raghub.ingest.lease", "1m"));
    settings.putAll(postgres.settings());
    fleet = new Fleet(settings);
    Client.sql(
        "postgres",
        "ALTER SYSTEM SET shared_buffers = '%s'".formatted(BUFFERS),
        "ALTER SYSTEM SET max_wal_size = '8GB'");
    postgres.end(End.FAST);
    postgres.startAgain();
    fleet.start(0, List.of("-Xmx" + HEAP, "-XX:TieredStopAtLevel=4"));
  }

  @AfterAll
  static void stop() {
    if (fleet != null) {
      fleet.close();
    }
    postgres.close();
  }

  @Test
  @Order(2)
  void takesInEveryRowOfALargeTableOnce() {
    Backfill backfill = Backfill.of(new SyntheticTable(ROWS), "never", fleet.admin(0));
    List<Long> runs = backfill.start();
    backfill.await(runs.getFirst(), read -> {});
    Ended ended;
    try (Footprint gateway = Footprint.of(fleet.gateway(0).process().toHandle())) {
      ended = backfill.await(runs.get(1), watching(gateway));
    }

    LOG.infof(
        "MEASURED %d rows without embeddings in %s: %.0f rows/s",
        ended.read(), ended.took(), ended.perSecond());
    assertThat(ended.created()).isEqualTo(ROWS);
    assertThat(ended.failed()).isZero();
    assertIsAllThere(backfill);
  }

  /// Between two runs the embedder is measured by itself: the machine is not equally fast all the
  /// time.
  @Test
  @Order(1)
  void embedsEveryTextOfATable() {
    Backfill first = Backfill.of(new SyntheticTable(TEXTS), "always", fleet.admin(0));
    double before = embedded(first);
    double bare = bare(first.embedded());
    double after = embedded(Backfill.of(new SyntheticTable(TEXTS), "always", fleet.admin(0)));

    LOG.infof(
        "MEASURED %d texts embedded at %.1f and %.1f texts/s, the bare embedder between them at %.1f, a share of %.3f",
        TEXTS, before, after, bare, (before + after) / 2 / bare);
  }

  /// Returns how many texts a second.
  private static double embedded(Backfill backfill) {
    List<Long> runs = backfill.start();
    Ended ended = backfill.await(runs.getLast(), read -> {});
    assertThat(ended.read()).isEqualTo(backfill.embedded().size());
    assertThat(backfill.count("SELECT count(*) FROM embedding WHERE workspace = ?"))
        .isEqualTo(ended.read());
    return ended.perSecond();
  }

  /// Tells at every tenth of the rows how fast the last ones were read, what the gateway's process
  /// computed for each, and what memory it takes.
  private static Consumer<Long> watching(Footprint gateway) {
    return new Consumer<>() {
      private long told;
      private long since = System.nanoTime();
      private Duration computed = gateway.processors();

      @Override
      public void accept(Long read) {
        long rows = read - told;
        if (rows < Math.max(1, ROWS / PARTS)) {
          return;
        }
        double seconds = (System.nanoTime() - since) / (double) TimeUnit.SECONDS.toNanos(1);
        LOG.infof(
            "MEASURED %d rows read, the last %d at %.0f rows/s and %.2f ms of processor each; heap alive %d MB, resident %s MB",
            read,
            rows,
            rows / seconds,
            (double) gateway.processors().minus(computed).toMillis() / rows,
            gateway.heap(),
            gateway.resident().map(String::valueOf).orElse("?"));
        told = read;
        since = System.nanoTime();
        computed = gateway.processors();
      }
    };
  }

  private static void assertIsAllThere(Backfill backfill) {
    int all = ROWS + backfill.table().authors();
    assertThat(
            backfill.count(
                "SELECT count(DISTINCT key) FROM source_item WHERE workspace = ? AND source = 'article' AND deleted_at IS NULL"))
        .isEqualTo(ROWS);
    assertThat(backfill.count("SELECT count(*) FROM source_item WHERE workspace = ?"))
        .isEqualTo(all);
    assertThat(backfill.count("SELECT count(*) FROM outbox WHERE workspace = ?")).isEqualTo(all);
    assertThat(backfill.count("SELECT count(*) FROM edge_fk WHERE workspace = ?")).isEqualTo(ROWS);
    assertThat(LuceneDump.documents(backfill.indexes(fleet.indexes(0)).resolve("text")))
        .isEqualTo(backfill.count("SELECT count(*) FROM chunk WHERE workspace = ?"));
  }

  /// How many texts a second the embedder does that does nothing else, in the batches that serve it
  /// best.
  private static double bare(List<String> texts) {
    Embedder embedder = Embedder.inProcess();
    embedder.passages(texts.subList(0, Math.min(TEXTS, 32)));
    long start = System.nanoTime();
    embedder.passages(texts);
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    return texts.size() / (took.toMillis() / 1_000.0);
  }
}
