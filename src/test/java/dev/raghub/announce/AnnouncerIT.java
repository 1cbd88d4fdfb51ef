package dev.raghub.announce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.raghub.GatewayServers;
import dev.raghub.Superuser;
import dev.raghub.TestWorkspaces;
import dev.raghub.announce.Subscription.Received;
import dev.raghub.change.Await;
import dev.raghub.change.WebhookSecret;
import dev.raghub.rest.Client;
import dev.raghub.workspace.PostgresWorkspaces;
import dev.raghub.workspace.Workspace;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Subscribers are told of runs that ended.
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
@TestProfile(Subscribed.class)
class AnnouncerIT {
  @TestHTTPResource URI gateway;

  @Inject PostgresWorkspaces workspaces;
  @Inject PostgresAnnouncements announcements;

  private Workspace workspace;
  private Subscription subscription;

  @BeforeEach
  void subscribe() throws IOException {
    workspace = TestWorkspaces.named(workspaces, "announced");
    subscription = new Subscription(port());
    Await.until(
        "known",
        () ->
            Superuser.strings(
                        "SELECT subscriber FROM subscriber_known WHERE workspace = 'announced'")
                    .size()
                == 2);
  }

  @AfterEach
  void close() {
    subscription.close();
    TestWorkspaces.erase(workspaces, workspace);
  }

  @Test
  void tellsWhatEndedAndSignsItWithEverySecret() throws IOException {
    ended("finished", "NULL");
    Await.until("told", () -> subscription.at("/all").size() == 1);
    Received told = subscription.at("/all").getFirst();

    for (String secret : List.of(Subscribed.SECRET, Subscribed.NEXT)) {
      assertThat(told.signature().split(" "))
          .contains(
              WebhookSecret.of(secret)
                  .orElseThrow()
                  .sign(told.id(), told.timestamp(), told.body().getBytes(StandardCharsets.UTF_8)));
    }
    JsonNode message = new ObjectMapper().readTree(told.body());
    assertThat(message.get("type").asText()).isEqualTo("run.finished");
    assertThat(message.at("/data/workspace").asText()).isEqualTo("announced");
    assertThat(message.at("/data/read").asInt()).isEqualTo(7);
    Await.until("noted", () -> states().equals(List.of("delivered")));
    assertThat(subscription.at("/failures")).isEmpty();
    assertThat(subscription.at("/stranger")).isEmpty();
  }

  @Test
  void tellsOfAWorkspaceThatIsFrozen() {
    Client admin = Client.admin(gateway);
    assertThat(admin.post("/v1/workspaces/announced/freeze", Optional.empty(), "").status())
        .isEqualTo(200);
    ended("finished", "NULL");

    Await.until("told", () -> states().equals(List.of("delivered")));
    admin.post("/v1/workspaces/announced/thaw", Optional.empty(), "");
  }

  @Test
  void saysTheCodeOfAFailureAndNotItsText() {
    ended("failed", "'source-unreachable'");
    Await.until("told", () -> subscription.at("/failures").size() == 1);

    assertThat(subscription.at("/failures").getFirst().body())
        .contains("run.failed", "source-unreachable")
        .doesNotContain("canary");
    // The other subscriber's is on its way, and the next test listens at the same port.
    Await.until("told", () -> states().equals(List.of("delivered", "delivered")));
  }

  @Test
  void triesAgainWithTheSameIdUntilItIsTaken() {
    subscription.answer(500, 302);
    ended("finished", "NULL");
    Await.until("taken", () -> states().equals(List.of("delivered")));

    assertThat(subscription.at("/all")).hasSize(3);
    assertThat(subscription.at("/all").stream().map(Received::id).distinct()).hasSize(1);
  }

  @Test
  void givesUpAfterTheLastAttemptAndShowsIt() {
    subscription.answer(500, 500, 500, 500);
    ended("finished", "NULL");
    Await.until("given up", () -> states().equals(List.of("given-up")));
    JsonNode listed =
        Client.admin(gateway).get("/v1/admin/announcements", Optional.of("announced")).json();

    assertThat(listed.get(0).get("attempts").asInt()).isEqualTo(4);
    assertThat(listed.get(0).get("lastAnswer").asInt()).isEqualTo(500);
  }

  @Test
  void stopsAtOnceWhereTheSubscriberIsGone() {
    subscription.answer(410);
    ended("finished", "NULL");
    Await.until("given up", () -> states().equals(List.of("given-up")));

    assertThat(subscription.at("/all")).hasSize(1);
  }

  @Test
  void tellsWhatEndedWhileNobodyListened() throws IOException {
    subscription.close();
    ended("finished", "NULL");
    Await.until("tried", () -> announcements.list(workspace, 10).size() == 1);
    subscription = new Subscription(port());

    Await.until("taken or given up", () -> !states().contains("waiting"));
    assertThat(announcements.list(workspace, 10)).hasSize(1);
  }

  @Test
  void tellsNothingOfRunsThatEndedBefore() {
    Superuser.execute(run("finished", "NULL", "now() - interval '1 hour'"));
    ended("finished", "NULL");
    Await.until("told", () -> subscription.at("/all").size() == 1);

    assertThat(announcements.list(workspace, 10)).hasSize(1);
  }

  private static int port() {
    return Integer.parseInt(Client.setting("raghub.test.subscription-port"));
  }

  private void ended(String state, String code) {
    Superuser.execute(run(state, code, "now()"));
  }

  private static String run(String state, String code, String when) {
    return "INSERT INTO run (workspace, job, source, state, created_at, beat_at, finished_at, read, error_code, error) "
        + "VALUES ('announced', gen_random_uuid(), 'purchase', '%s', now(), now(), %s, 7, %s, 'canary')"
            .formatted(state, when, code);
  }

  private List<String> states() {
    return announcements.list(workspace, 10).stream().map(Announcement::state).toList();
  }
}
