package dev.raghub.replica;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.raghub.change.Await;
import dev.raghub.change.ShopDatabase;
import dev.raghub.change.ShopEdits;
import dev.raghub.change.WebhookSecret;
import dev.raghub.rest.Client;
import dev.raghub.rest.Client.Answer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// What goes on around a fleet all the time: writes that triggers tell, writes that only webhooks
/// tell, so that one that is lost stays lost, and questions.
final class Load implements AutoCloseable {
  private static final int WRITERS = 2;
  private static final int TELLERS = 2;
  private static final int ASKERS = 2;

  /// Of towns that nobody else writes; each teller has his own.
  private static final int FIRST_TOLD = 1_000;

  private static final int TOLD = 50;

  /// Towns that a full run alone finds changed.
  private static final int FIRST_UNTOLD = 2_000;

  private static final int UNTOLD = 400;
  private static final long PAUSE_NANOS = 20_000_000;

  private final Filled filled;
  private final Sender teller;
  private final Sender asker;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Future<?>> work = new ArrayList<>();
  private final AtomicBoolean over = new AtomicBoolean();
  private final AtomicInteger writes = new AtomicInteger();
  private final AtomicInteger writesRefused = new AtomicInteger();
  private final AtomicInteger told = new AtomicInteger();
  private final AtomicInteger asked = new AtomicInteger();

  /// @param teller sends the webhooks
  /// @param asker sends the questions
  Load(Filled filled, Sender teller, Sender asker) {
    this.filled = filled;
    this.teller = teller;
    this.asker = asker;
  }

  /// What gateways need to know who tells of the towns of these workspaces.
  static Map<String, String> settings(List<String> workspaces) {
    Map<String, String> settings = new HashMap<>();
    for (String workspace : workspaces) {
      String endpoint = "raghub.webhook." + workspace;
      settings.put(endpoint + ".workspace", workspace);
      settings.put(endpoint + ".source", "town");
      settings.put(endpoint + ".secrets", secret(workspace));
    }
    return settings;
  }

  /// Of its own for each, because a secret says which workspace is meant.
  private static String secret(String workspace) {
    byte[] text = "a secret of the workspace %s".formatted(workspace).getBytes(UTF_8);
    return "whsec_" + Base64.getEncoder().encodeToString(text);
  }

  /// Fills the shop with the towns of the load, before it is ingested for the first time.
  static void fill(ShopDatabase shop) {
    shop.sql(
        "INSERT INTO town SELECT n, 'Told ' || n FROM generate_series(%d, %d) AS n"
            .formatted(FIRST_TOLD, FIRST_TOLD + TELLERS * TOLD - 1),
        "INSERT INTO town SELECT n, 'Untold ' || n FROM generate_series(%d, %d) AS n"
            .formatted(FIRST_UNTOLD, FIRST_UNTOLD + UNTOLD - 1));
  }

  void begin(Random random) {
    for (int writer = 0; writer < WRITERS; writer++) {
      ShopEdits edits = new ShopEdits(new Random(random.nextLong()));
      work.add(threads.submit(() -> repeat(() -> write(edits))));
    }
    for (int teller = 0; teller < TELLERS; teller++) {
      int first = FIRST_TOLD + teller * TOLD;
      Random own = new Random(random.nextLong());
      work.add(threads.submit(() -> repeat(() -> tell(first + own.nextInt(TOLD)))));
    }
    for (int asker = 0; asker < ASKERS; asker++) {
      Random own = new Random(random.nextLong());
      work.add(threads.submit(() -> repeat(() -> ask(FIRST_UNTOLD + own.nextInt(UNTOLD)))));
    }
  }

  /// Changes rows of which nobody tells.
  void change(String how) {
    silently("UPDATE town SET name = '%s ' || id WHERE id >= %d".formatted(how, FIRST_UNTOLD));
  }

  /// Waits until all of it has gone on for a while.
  void goOn() {
    int writesThen = writes.get();
    int toldThen = told.get();
    int askedThen = asked.get();
    Await.until(
        "the load goes on",
        () ->
            writes.get() > writesThen + WRITERS
                && told.get() > toldThen + TELLERS
                && asked.get() > askedThen + ASKERS);
  }

  /// Returns when all have come to their ends.
  void end() {
    over.set(true);
    for (Future<?> each : work) {
      try {
        each.get();
      } catch (InterruptedException | ExecutionException failed) {
        throw new AssertionError(failed);
      }
    }
  }

  String figures() {
    return "%d writes told by triggers, %d by webhooks, %d refused, %d questions"
        .formatted(writes.get(), told.get(), writesRefused.get(), asked.get());
  }

  private void repeat(Runnable one) {
    while (!over.get()) {
      one.run();
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private void write(ShopEdits edits) {
    try {
      filled.shop().sql(edits.next(2).toArray(String[]::new));
      writes.incrementAndGet();
    } catch (IllegalStateException refused) {
      // Writers may be in each other's way; what was refused has not happened.
      writesRefused.incrementAndGet();
    }
  }

  private void tell(int town) {
    try {
      silently("UPDATE town SET name = 'Told %d' WHERE id = %d".formatted(told.get(), town));
    } catch (IllegalStateException away) {
      // Whether it has happened or not: what is told once too often does no harm.
      writesRefused.incrementAndGet();
    }
    String id = "msg_" + UUID.randomUUID();
    String body = "{\"data\": {\"keys\": [%d]}}".formatted(town);
    teller.send(gateway -> webhook(gateway, id, body));
    told.incrementAndGet();
  }

  private HttpRequest webhook(Client gateway, String id, String body) {
    String now = String.valueOf(Instant.now().getEpochSecond());
    return gateway
        .withoutKey()
        .request("/v1/webhooks/town")
        .header("Content-Type", "application/json")
        .header("webhook-id", id)
        .header("webhook-timestamp", now)
        .header(
            "webhook-signature",
            WebhookSecret.of(secret(filled.workspace()))
                .orElseThrow()
                .sign(id, now, body.getBytes(UTF_8)))
        .POST(BodyPublishers.ofString(body))
        .build();
  }

  private void ask(int town) {
    Answer answer =
        asker.send(
            gateway ->
                gateway
                    .request("/v1/query")
                    .header("Content-Type", "application/json")
                    .header("X-Workspace", filled.workspace())
                    .POST(
                        BodyPublishers.ofString(
                            "{\"question\": \"Which town is %d?\"}".formatted(town)))
                    .build());
    if (answer.json().get("citations").isEmpty()) {
      throw new AssertionError(answer.everything());
    }
    asked.incrementAndGet();
  }

  /// Past the triggers.
  private void silently(String sql) {
    filled.shop().sql("SET session_replication_role = replica", sql);
  }

  @Override
  public void close() {
    over.set(true);
    threads.shutdownNow();
  }
}
