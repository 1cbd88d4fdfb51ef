package dev.raghub.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raghub.TestWorkspaces;
import dev.raghub.change.Await;
import dev.raghub.change.PostgresQueueStatus;
import dev.raghub.change.ShopDatabase;
import dev.raghub.corpus.Item;
import dev.raghub.corpus.ItemId;
import dev.raghub.corpus.PostgresCorpus;
import dev.raghub.index.Indexes;
import dev.raghub.rest.Client;
import dev.raghub.workspace.PostgresWorkspaces;
import dev.raghub.workspace.Workspace;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.http.TestHTTPResource;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every broker does that tells of changes. Against a real one.
abstract class BrokerContract {
  private static final int CHANGES = Integer.getInteger("raghub.changes", 60);

  @TestHTTPResource URI gateway;

  @Inject PostgresWorkspaces workspaces;
  @Inject PostgresCorpus corpus;
  @Inject PostgresQueueStatus status;
  @Inject Indexes indexes;
  @Inject MeterRegistry meters;

  private Messages messages;
  private Workspace a;
  private Workspace b;
  private ShopDatabase shopA;
  private ShopDatabase shopB;

  abstract Messages connect();

  abstract String broker();

  abstract boolean isThere();

  @BeforeEach
  void fill() {
    Brokers.require(broker(), isThere());
    a = TestWorkspaces.named(workspaces, Told.A);
    b = TestWorkspaces.named(workspaces, Told.B);
    shopA = ShopDatabase.create();
    shopB = ShopDatabase.create();
    shopA.map(Told.A);
    shopB.map(Told.B);
    messages = connect();
  }

  @AfterEach
  void empty() {
    if (messages != null) {
      messages.close();
      TestWorkspaces.erase(workspaces, a);
      TestWorkspaces.erase(workspaces, b);
    }
  }

  @Test
  void readsTheRowsThatAMessageNames() {
    messages.send(Messages.naming(Told.A, "\"1\", 2"));

    Await.until(
        "A is read", () -> body(a, "1").contains("lantern") && body(a, "2").contains("Rope"));
    assertThat(body(b, "1")).isEmpty();
  }

  @Test
  void findsWhatIsToldSoon() {
    List<Duration> took = new ArrayList<>();
    for (int n = 0; n < CHANGES + 5; n++) {
      String word = "zebravox" + n;
      shopA.sql("UPDATE purchase SET note = 'The word is %s today.' WHERE id = 1".formatted(word));
      long told = System.nanoTime();
      messages.send(Messages.naming(Told.A, "\"1\""));
      Await.until(word, () -> !indexes.lexical(a, word, 5).isEmpty());
      if (n >= 5) {
        took.add(Duration.ofNanos(System.nanoTime() - told));
      }
    }
    Collections.sort(took);
    System.out.printf(
        "MEASURED %s: change to searchable p50 %d ms, p95 %d ms, max %d ms, %d changes%n",
        broker(),
        took.get(CHANGES / 2).toMillis(),
        took.get(CHANGES * 95 / 100).toMillis(),
        took.getLast().toMillis(),
        CHANGES);
    assertThat(took).hasSize(CHANGES);
  }

  @Test
  void putsPoisonWithTheDeadLettersAndGoesOn() {
    String mark = UUID.randomUUID().toString();
    Map<String, String> poison =
        Map.of(
            "{" + mark,
            "malformed-json",
            "{\"workspace\": \"%s\", \"mark\": \"%s\"}".formatted(Told.A, mark),
            "invalid-request",
            Messages.naming(Told.A, "1.5, \"" + mark + "\""),
            "invalid-request",
            Messages.naming("No Name " + mark, "\"1\""),
            "invalid-workspace-name",
            "{\"mark\": \"%s\", \"text\": \"%s\"}".formatted(mark, "x".repeat(300_000)),
            "body-too-large");
    double before = counted("malformed-json");
    poison.keySet().forEach(messages::send);
    messages.send(Messages.naming(Told.A, "\"1\""));

    Await.until("the next is read", () -> body(a, "1").contains("lantern"));
    for (Map.Entry<String, String> each : poison.entrySet()) {
      // What is too large is not copied: its place in the topic is named instead.
      String kept = each.getValue().equals("body-too-large") ? "" : each.getKey();
      Await.until(
          "dead: " + each.getValue(),
          () -> messages.dead().contains(Map.entry(each.getValue(), kept)));
    }
    // The broker has a dead letter before it says so to who counts it.
    Await.until("counted", () -> counted("malformed-json") > before);
    assertThat(counted("malformed-json")).isEqualTo(before + 1);
  }

  @Test
  void refusesTheWorkspaceOfAnotherTenant() {
    Workspace other = TestWorkspaces.fresh(workspaces, "untold");
    ShopDatabase shop = ShopDatabase.create();
    shop.map(other.id().value());
    String refused = Messages.naming(other.id().value(), "\"1\"");
    messages.send(refused);
    messages.send(Messages.naming(Told.B, "\"1\""));

    Await.until(
        "it is dead", () -> messages.dead().contains(Map.entry("workspace-not-found", refused)));
    Await.until("the next is read", () -> body(b, "1").contains("lantern"));
    assertThat(status.of(other).behind()).isZero();
    assertThat(body(other, "1")).isEmpty();
    TestWorkspaces.erase(workspaces, other);
  }

  @Test
  void waitsWhileTheQueueIsFull() {
    status.pause(a, "purchase");
    messages.send(Messages.naming(Told.A, keys(Told.BACKLOG)));
    Await.until("the queue is full", () -> status.of(a).behind() == Told.BACKLOG);
    double waited = waits();
    messages.send(Messages.naming(Told.A, "\"1\""));
    Await.until("it waits", () -> waits() > waited);
    messages.send(Messages.naming(Told.B, "\"1\""));
    Await.until("others pass", () -> body(b, "1").contains("lantern"));
    assertThat(status.of(a).behind()).isEqualTo(Told.BACKLOG);

    resume();
    Await.until("it passes", () -> body(a, "1").contains("lantern"));
    assertThat(messages.dead().stream().filter(each -> each.getKey().equals("queue-full")))
        .isEmpty();
  }

  @Test
  void losesNothingWhileTheBrokerIsStartedAgain() {
    for (int n = 100; n < 140; n++) {
      shopA.sql("INSERT INTO purchase VALUES (%d, 'new', 'Number %d.', 1)".formatted(n, n));
    }
    for (int n = 100; n < 120; n++) {
      messages.send(Messages.naming(Told.A, "\"" + n + "\""));
    }
    messages.down();
    messages.up();
    for (int n = 120; n < 140; n++) {
      messages.send(Messages.naming(Told.A, "\"" + n + "\""));
    }

    Await.until(
        "all are read",
        () -> IntStream.range(100, 140).allMatch(n -> body(a, "" + n).contains("Number " + n)));
    messages.send("{ again");
    Await.until(
        "dead letters are written again",
        () -> messages.dead().contains(Map.entry("malformed-json", "{ again")));
  }

  private double counted(String outcome) {
    return meters.counter("raghub.broker", "broker", broker(), "outcome", outcome).count();
  }

  private double waits() {
    return meters.counter("raghub.broker.waits", "broker", broker(), "code", "queue-full").count();
  }

  private void resume() {
    Client.admin(gateway)
        .post(
            "/v1/admin/queue/resume", java.util.Optional.of(Told.A), "{\"source\": \"purchase\"}");
  }

  private static String keys(int count) {
    return IntStream.range(10_000, 10_000 + count)
        .mapToObj(String::valueOf)
        .collect(Collectors.joining(","));
  }

  private String body(Workspace workspace, String key) {
    return corpus.find(workspace, ItemId.of("purchase", key)).map(Item::body).orElse("");
  }
}
