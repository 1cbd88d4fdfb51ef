package dev.raghub.cache;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.raghub.GatewayServers;
import dev.raghub.rest.Client;
import dev.raghub.rest.Client.Answer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Edits and questions at random from many threads: an answer never says less than what was
/// committed before it was asked for. `-Draghub.seed=N` replays the choices,
/// `-Draghub.interleavings=10000` makes it long.
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
class NeverStaleIT {
  private static final List<String> TOWNS = List.of("Ghent", "Oslo", "Porto", "Turku");
  private static final List<String> WORDINGS =
      List.of("What is the budget of %s?", "What is %s's budget?", "what is the budget of %s");
  private static final Pattern STATED = Pattern.compile("version (\\d+)");
  private static final int THREADS = 8;

  @TestHTTPResource URI gateway;

  private final String workspace = "stale-" + UUID.randomUUID().toString().substring(0, 8);
  private final AtomicIntegerArray committed = new AtomicIntegerArray(TOWNS.size());
  private Client admin;

  @BeforeEach
  void fillAWorkspace() {
    admin = Client.admin(gateway);
    admin.workspace(workspace);
    for (int town = 0; town < TOWNS.size(); town++) {
      write(town, 1);
    }
  }

  private void write(int town, int version) {
    String name = TOWNS.get(town);
    Answer put =
        admin.put(
            "/v1/documents/" + name,
            Optional.of(workspace),
            Client.text(
                Map.of(
                    "title",
                    name,
                    "text",
                    "The budget of " + name + " is in version " + version + ".")));
    assertThat(put.status()).as(put.body()).isBetween(200, 201);
    committed.accumulateAndGet(town, version, Math::max);
  }

  /// What was answered, and what was committed before it was asked.
  private record Asked(String how, int stated, int before) {}

  private Asked ask(int town, String wording) {
    int before = committed.get(town);
    JsonNode answer =
        admin
            .post(
                "/v1/query",
                Optional.of(workspace),
                Client.text(Map.of("question", wording.formatted(TOWNS.get(town)))))
            .json();
    Matcher stated = STATED.matcher(statementOf(answer, TOWNS.get(town)));
    return new Asked(
        answer.at("/served/how").asText(),
        stated.find() ? Integer.parseInt(stated.group(1)) : 0,
        before);
  }

  private static String statementOf(JsonNode answer, String town) {
    for (JsonNode statement : answer.get("statements")) {
      if (statement.get("text").asText().contains(town)) {
        return statement.get("text").asText();
      }
    }
    return "";
  }

  @Test
  void neverSaysLessThanWasCommittedBefore() throws Exception {
    long seed = Long.getLong("raghub.seed", System.nanoTime());
    int interleavings = Integer.getInteger("raghub.interleavings", 400);
    List<Asked> all = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<Asked>>> running = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        Random random = new Random(seed + thread);
        // A town has one writer, so that its versions only rise.
        int own = thread < TOWNS.size() ? thread : -1;
        running.add(threads.submit(() -> work(random, own, interleavings / THREADS)));
      }
      for (Future<List<Asked>> each : running) {
        all.addAll(each.get());
      }
    }
    System.out.printf(
        "seed %d: %d asked, %d exact, %d semantic, %d missed%n",
        seed, all.size(), count(all, "exact"), count(all, "semantic"), count(all, "miss"));

    assertThat(all).as("seed " + seed).allMatch(asked -> asked.stated >= asked.before);
    assertThat(count(all, "exact")).isPositive();
  }

  private static long count(List<Asked> all, String how) {
    return all.stream().filter(asked -> asked.how.equals(how)).count();
  }

  private List<Asked> work(Random random, int own, int steps) {
    List<Asked> asked = new ArrayList<>();
    for (int step = 0; step < steps; step++) {
      if (own >= 0 && random.nextInt(5) == 0) {
        write(own, committed.get(own) + 1);
      } else {
        asked.add(ask(random.nextInt(TOWNS.size()), WORDINGS.get(random.nextInt(WORDINGS.size()))));
      }
    }
    return asked;
  }
}
