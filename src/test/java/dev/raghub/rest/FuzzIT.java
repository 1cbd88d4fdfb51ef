package dev.raghub.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.raghub.GatewayServers;
import dev.raghub.fault.ErrorCode;
import dev.raghub.model.ScriptedServer;
import dev.raghub.rest.Client.Answer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Random requests to every operation of the gateway's own OpenAPI document. `-Draghub.fuzz=N`
/// sends as many, `-Draghub.seed=S` others.
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
class FuzzIT {
  private static final int REQUESTS = Integer.getInteger("raghub.fuzz", 1_000);
  private static final long SEED = Long.getLong("raghub.seed", 6);
  private static final int AT_ONCE = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int LONGEST_LINE = 16_000;
  private static final String CANARY_A = "zebravoxfuzzalpha";
  private static final String CANARY_B = "zebravoxfuzzbravo";
  private static final List<String> ALL = List.of("query", "ingest", "admin");
  private static final Set<String> CODES =
      Arrays.stream(ErrorCode.values()).map(ErrorCode::code).collect(Collectors.toSet());

  @TestHTTPResource URI gateway;

  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final AtomicIntegerArray statuses = new AtomicIntegerArray(600);
  private List<Who> callers;

  /// @param canaries that may be seen with this key
  record Who(String key, Set<String> canaries) {}

  @Test
  void answersWhateverIsSentToAnyOperation() throws Exception {
    Client admin = Client.admin(gateway);
    fill(admin, "fuzz-a", CANARY_A);
    fill(admin, "fuzz-b", CANARY_B);
    callers = callers(admin);
    JsonNode document = admin.get("/q/openapi?format=json", Optional.empty()).json();
    FuzzRequests requests =
        new FuzzRequests(
            document,
            known(admin),
            List.of("fuzz-a", "fuzz-b", "fuzz-t0", "nobody"),
            callers.size());

    try (ScriptedServer _ =
        ScriptedServer.start(Integer.parseInt(Client.setting("raghub.test.models-port")))) {
      sendAll(requests);
    }

    System.out.println("fuzz " + REQUESTS + " seed " + SEED + ": " + counts());
    assertThat(admin.get("/q/health/ready", Optional.empty()).status()).isEqualTo(200);
    assertThat(admin.get("/v1/documents/fuzz-key", Optional.of("fuzz-b")).body())
        .contains(CANARY_B);
    assertThat(failures.stream().limit(25).toList())
        .as("%d of %d, replay with -Draghub.seed=%d", failures.size(), REQUESTS, SEED)
        .isEmpty();
    assertThat(IntStream.range(200, 300).map(statuses::get).sum())
        .as("what is valid reaches the operations")
        .isGreaterThan(REQUESTS / 10);
  }

  private void sendAll(FuzzRequests requests) throws InterruptedException {
    try (ExecutorService senders = Executors.newFixedThreadPool(AT_ONCE)) {
      for (int i = 0; i < REQUESTS; i++) {
        int number = i;
        senders.execute(() -> send(number, requests.request(SEED, number)));
      }
      senders.shutdown();
      assertThat(senders.awaitTermination(1, TimeUnit.HOURS)).isTrue();
    }
  }

  private void send(int number, FuzzWire wire) {
    Who who = callers.get(wire.who());
    long started = System.nanoTime();
    try {
      Answer answer = wire.send(gateway, who.key());
      Duration took = Duration.ofNanos(System.nanoTime() - started);
      statuses.incrementAndGet(Math.min(answer.status(), 599));
      List<String> wrong = new ArrayList<>(judge(wire, answer));
      if (took.compareTo(PATIENCE) > 0) {
        wrong.add("took " + took);
      }
      for (String canary : List.of(CANARY_A, CANARY_B)) {
        if (answer.everything().contains(canary) && !who.canaries().contains(canary)) {
          wrong.add("shows " + canary);
        }
      }
      if (!wrong.isEmpty()) {
        failures.add(
            "#%d %s %s <- %s".formatted(number, wrong, cut(answer.everything()), wire.shown()));
      }
    } catch (RuntimeException failed) {
      failures.add("#%d %s %s <- %s".formatted(number, failed, failed.getCause(), wire.shown()));
    }
  }

  private static List<String> judge(FuzzWire wire, Answer answer) {
    int status = answer.status();
    if (status >= 500) {
      boolean documented =
          status == 503
              && Set.of("workspace-not-ready", "cache-unavailable").contains(answer.code())
              && answer.header("Retry-After").matches("[0-9]+");
      return documented ? List.of() : List.of("is " + status);
    }
    // What answers HEAD has no body to show.
    if (status < 400 || wire.method().equals("HEAD") || isNoRequest(wire, answer)) {
      return List.of();
    }
    boolean openAi = wire.target().matches("/v1/(chat/completions|embeddings|models).*");
    if (!answer.isProblem() && !(openAi && answer.isError())) {
      return List.of("is no problem");
    }
    return CODES.contains(answer.code()) && !answer.header("X-Request-Id").isEmpty()
        ? List.of()
        : List.of("has no known code or no request id");
  }

  /// What the server refuses before there is a request: an address that is too long, or that has a
  /// percent sign without two digits.
  private static boolean isNoRequest(FuzzWire wire, Answer answer) {
    boolean tooLong = answer.status() == 414 && wire.target().length() > LONGEST_LINE;
    boolean broken = answer.status() == 400 && wire.target().matches(".*%(?![0-9A-Fa-f]{2}).*");
    return answer.body().isEmpty() && (tooLong || broken);
  }

  private static List<Who> callers(Client admin) {
    Set<String> ofA = Set.of(CANARY_A);
    Client revoked = admin.withKey(ALL, "fuzz-a");
    admin.delete("/v1/admin/keys/" + id(revoked), Optional.empty());
    return List.of(
        new Who(admin.withKey(ALL, "fuzz-a").key(), ofA),
        new Who(admin.withKey(ALL).key(), Set.of(CANARY_A, CANARY_B)),
        new Who(admin.withKey(List.of("query"), "fuzz-a").key(), ofA),
        new Who(admin.withKey(List.of("ingest"), "fuzz-a").key(), ofA),
        new Who(admin.withKey(ALL, "fuzz-b").key(), Set.of(CANARY_B)),
        new Who("", Set.of()),
        new Who("rh_nobody", Set.of()),
        new Who(revoked.key(), Set.of()));
  }

  private static String id(Client client) {
    return client.key().substring(0, "rh_".length() + 12);
  }

  /// What is there to be named, by field; after `@` the addresses where it is meant.
  private static Map<String, List<String>> known(Client admin) {
    List<String> keys =
        IntStream.range(0, 20).mapToObj(i -> id(admin.withKey(ALL, "fuzz-a"))).toList();
    List<String> throwAway = IntStream.range(0, 6).mapToObj(i -> "fuzz-t" + i).toList();
    throwAway.forEach(admin::workspace);
    String run = Runs.of(admin, "fuzz-a").ingest("{}").getFirst().get("id").asText();
    Map<String, List<String>> known = new TreeMap<>();
    known.put("name@/v1/workspaces", throwAway);
    known.put("workspaces", throwAway);
    known.put("workspace", List.of("fuzz-a", "fuzz-b", "fuzz-t0"));
    known.put("id@/v1/admin/keys", keys);
    known.put("key@/v1/admin/budgets", keys);
    known.put("id@/v1/admin/runs", List.of(run, "999999"));
    known.put("name@/v1/admin/endpoints", List.of("house", "cloud", "embedder", "none"));
    known.put("name@/v1/admin/graph", List.of("Tower of old", "beacon", "fuzz"));
    known.put("key@/v1/documents", List.of("fuzz-1", "fuzz-2", "fuzz/3", "fuzz-4 é"));
    known.put("key", List.of("fuzz-key", "fuzz-1", "1"));
    known.put("source", List.of("documents", "beacon"));
    known.put("model", List.of("raghub", "raghub-extractive", "raghub-embedding"));
    known.put("roles", ALL);
    known.put("ranking", List.of("graph", "fusion", "bm25", "dense", "walk"));
    known.put("tokenizer", List.of("openai", "estimate", "p50k_base"));
    known.put("format", List.of("graphml", "gexf", "json", "csv"));
    known.put("by", List.of("day", "key", "model", "workspace"));
    known.put("from", List.of("2026-11-01", "2027-01-01"));
    known.put("to", List.of("2026-12-01", "2027-12-31"));
    known.put("period", List.of("day", "month"));
    known.put("local", List.of("house"));
    known.put("remote", List.of("cloud", "house"));
    known.put("remoteUse", List.of("never", "hard", "always"));
    known.put("expiresAt", List.of("2099-01-01T00:00:00Z"));
    return known;
  }

  private static void fill(Client admin, String workspace, String canary) throws IOException {
    admin.workspace(workspace);
    String document =
        Client.text(
            Map.of(
                "title",
                "Lighthouse",
                "text",
                "The password of the lighthouse is %s.".formatted(canary),
                "names",
                List.of("Tower " + canary)));
    admin.put("/v1/documents/fuzz-key", Optional.of(workspace), document);
    Path mappings = Files.createDirectories(Path.of(Client.setting("raghub.ingest.mappings")));
    System.setProperty("ISOLATION_USER", Client.setting("raghub.test.superuser"));
    System.setProperty("ISOLATION_PASSWORD", Client.setting("raghub.test.superuser-password"));
    Files.writeString(
        mappings.resolve(workspace + ".yaml"),
        """
        workspace: %s
        database:
          url: %s
          user: ${ISOLATION_USER}
          password: ${ISOLATION_PASSWORD}
        sources:
          - name: beacon
            query: SELECT 1 AS id, 'Beacon %s' AS title
            key: [id]
            title: [title]
            columns: [title]
            counts: true
        """
            .formatted(workspace, Client.database("postgres"), canary));
  }

  private Map<Integer, Integer> counts() {
    Map<Integer, Integer> counts = new TreeMap<>();
    for (int status = 0; status < statuses.length(); status++) {
      if (statuses.get(status) > 0) {
        counts.put(status, statuses.get(status));
      }
    }
    return counts;
  }

  private static String cut(String text) {
    String visible = text.replaceAll("[^ -~]", "?");
    return visible.length() > 600 ? visible.substring(0, 600) + "…" : visible;
  }
}
