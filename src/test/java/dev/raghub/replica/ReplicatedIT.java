package dev.raghub.replica;

import dev.raghub.Seeds;
import dev.raghub.change.Await;
import dev.raghub.change.ShopDatabase;
import dev.raghub.change.ShopEdits;
import dev.raghub.rest.Client;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Three gateways, a database that several write at once, runs beside the changes, and now and then
/// a gateway that is killed: the end is that of a fresh build. `-Draghub.seeds=500` for as many.
class ReplicatedIT {
  private static final Logger LOG = Logger.getLogger(ReplicatedIT.class);
  private static final int REPLICAS = 3;
  private static final int WRITERS = 3;
  private static final int KILL_ONE_IN = 8;
  private static final Fleet FLEET =
      new Fleet(Map.of("raghub.decoding.lease", "3s", "raghub.decoding.heartbeat", "300ms"));
  private static final ExecutorService THREADS = Executors.newVirtualThreadPerTaskExecutor();

  private final AtomicInteger edits = new AtomicInteger();
  private final AtomicInteger kills = new AtomicInteger();
  private final AtomicInteger runsBeside = new AtomicInteger();

  @BeforeAll
  static void start() {
    IntStream.range(0, REPLICAS).forEach(place -> FLEET.start(place, List.of()));
  }

  @AfterAll
  static void stop() {
    THREADS.shutdownNow();
    FLEET.close();
  }

  @ParameterizedTest
  @EnumSource
  void endsInTheStateOfAFreshBuildWhoeverWritesAndWhoeverDies(Feed feed) {
    Seeds.each(3, random -> run(feed, random));

    LOG.infof(
        "MEASURED %s: %d edits, %d runs beside them, %d gateways killed: nothing lost, nothing double",
        feed, edits.get(), runsBeside.get(), kills.get());
  }

  private void run(Feed feed, Random random) {
    ShopDatabase shop = ShopDatabase.create();
    Filled filled = Filled.from(shop, FLEET.admin(random.nextInt(REPLICAS)));
    filled.tell(feed);
    List<Future<?>> work = new ArrayList<>();
    for (int writer = 0; writer < WRITERS; writer++) {
      Random own = new Random(random.nextLong());
      work.add(THREADS.submit(() -> write(shop, own)));
    }
    if (random.nextInt(4) == 0) {
      runsBeside.incrementAndGet();
      filled.run(FLEET.admin(random.nextInt(REPLICAS)));
    }
    if (random.nextInt(KILL_ONE_IN) == 0) {
      int victim = random.nextInt(REPLICAS);
      kills.incrementAndGet();
      FLEET.gateway(victim).kill();
      work.add(THREADS.submit(() -> FLEET.start(victim, List.of())));
    }
    work.forEach(ReplicatedIT::join);

    Client admin = FLEET.admin(random.nextInt(REPLICAS));
    String position = shop.position();
    Await.until("all is applied", () -> filled.isSettled(admin, feed, position));
    Same.asBuiltAnew(FLEET, filled);
    filled.erase(admin);
    shop.dropSlots();
  }

  private void write(ShopDatabase shop, Random random) {
    ShopEdits next = new ShopEdits(random);
    for (int i = 0; i < 12; i++) {
      try {
        shop.sql(next.next(1 + random.nextInt(3)).toArray(String[]::new));
      } catch (IllegalStateException conflict) {
        // Those who write at once may be in each other's way; what was refused has not happened.
        continue;
      }
      edits.incrementAndGet();
    }
  }

  private static void join(Future<?> work) {
    try {
      work.get();
    } catch (InterruptedException | ExecutionException failed) {
      throw new IllegalStateException(failed);
    }
  }
}
