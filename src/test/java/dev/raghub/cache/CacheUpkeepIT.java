package dev.raghub.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raghub.GatewayServers;
import dev.raghub.rest.Client;
import dev.raghub.rest.Client.Answer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is taken out of the cache when rows change, and what stays. All rows of these workspaces
/// are among the twenty best passages of any question.
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
class CacheUpkeepIT {
  private static final String QUESTION = "Who leads the team in Ghent?";
  private static final String REPHRASED = "Who is the leader of the Ghent team?";
  private static final int FILLERS = 12;

  @TestHTTPResource URI gateway;
  @Inject Questions questions;

  private String workspace = "";
  private Client admin;

  @BeforeEach
  void fillAWorkspace() {
    admin = Client.admin(gateway);
    workspace = "upkeep-" + UUID.randomUUID().toString().substring(0, 8);
    admin.workspace(workspace);
    push("blom", "Ida Blom", "Ida Blom leads the team in Ghent since 2019.");
    push("quist", "Nora Quist", "Nora Quist leads the office in Oslo.");
    for (int i = 0; i < FILLERS; i++) {
      push("filler-" + i, "Note " + i, "The kettle of floor " + i + " was cleaned on Monday.");
    }
  }

  /// A change of what was merely found beside the answer's rows is no reason to throw it away.
  @Test
  void keepsWhatAnotherRowsChangeDoesNotTouch() {
    ask(QUESTION);
    push("filler-11", "Pump", "The pump in the cellar is new.");

    questions.purge();

    assertThat(keptAnswers()).isEqualTo(1);
    assertThat(ask(QUESTION)).isEqualTo("exact");
  }

  @Test
  void keepsWhatWasMadeAfterTheChange() {
    ask(QUESTION);
    push("blom", "Ida Blom", "Ida Blom leads the team in Ghent since 2024.");
    assertThat(ask(QUESTION)).isEqualTo("miss");

    questions.purge();

    assertThat(ask(QUESTION)).isEqualTo("exact");
    assertThat(ask(REPHRASED)).isEqualTo("semantic");
  }

  @Test
  void takesOutWhatRestsOnAChangedRow() {
    ask(QUESTION);
    push("blom", "Ida Blom", "Ida Blom leads the team in Ghent since 2024.");

    questions.purge();

    assertThat(keptAnswers()).isZero();
  }

  private void push(String key, String title, String text) {
    Answer pushed =
        admin.put(
            "/v1/documents/" + key,
            Optional.of(workspace),
            Client.text(Map.of("title", title, "text", text)));
    assertThat(pushed.status()).as(pushed.body()).isBetween(200, 201);
  }

  private String ask(String question) {
    Answer answer =
        admin.post("/v1/query", Optional.of(workspace), Client.text(Map.of("question", question)));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json().at("/served/how").asText();
  }

  private int keptAnswers() {
    return admin.get("/v1/admin/cache", Optional.of(workspace)).json().get("entries").asInt();
  }
}
