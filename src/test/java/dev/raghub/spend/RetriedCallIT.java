package dev.raghub.spend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.raghub.GatewayServers;
import dev.raghub.Superuser;
import dev.raghub.TestWorkspaces;
import dev.raghub.fault.RaghubException;
import dev.raghub.model.Act;
import dev.raghub.model.Endpoint;
import dev.raghub.model.Models;
import dev.raghub.model.Prompt;
import dev.raghub.model.ScriptedModels;
import dev.raghub.model.ScriptedServer;
import dev.raghub.model.Speech;
import dev.raghub.model.TokenUsage;
import dev.raghub.model.Urgency;
import dev.raghub.workspace.PostgresWorkspaces;
import dev.raghub.workspace.Workspace;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Calls whose first attempt comes to nothing, through the wired gateway.
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
@QuarkusTestResource(value = ScriptedModels.class, restrictToAnnotatedClass = true)
class RetriedCallIT {
  private static final Prompt PROMPT =
      new Prompt("", "who?", Optional.of("{\"type\":\"object\",\"required\":[\"name\"]}"), 40);

  ScriptedServer server;
  @Inject Spending spending;
  @Inject Models models;
  @Inject PostgresWorkspaces workspaces;

  @Test
  void paysForAllCompletionsAndTellsTheTokensOfTheLast() {
    Endpoint endpoint = models.find("openai").orElseThrow();
    server.next(
        new Act.Speak(Speech.of("no idea").usage(100, 5, 0), Act.Manner.PLAIN),
        new Act.Speak(Speech.of("{\"name\":\"Jane\"}").usage(110, 6, 0), Act.Manner.PLAIN));

    PaidReply reply =
        spending.call(
            TestWorkspaces.fresh(workspaces, "retried"),
            new Call("request", Optional.empty(), "answer", Urgency.QUESTION),
            endpoint,
            PROMPT,
            piece -> {});

    assertThat(reply.retries()).isEqualTo(1);
    assertThat(reply.completion().usage()).isEqualTo(new TokenUsage(110, 6, 0, true));
    assertThat(reply.spent()).isEqualTo(new TokenUsage(210, 11, 0, true));
  }

  @Test
  void assumesThePriceOfAnAttemptThatBrokeOffAfterItWasSent() {
    server.next(new Act.Reset(), Act.refuse(401));

    assertThat(stateAfterFailure("openai")).containsExactly("assumed");
  }

  @Test
  void paysNothingWhereNoServerIs() {
    assertThat(stateAfterFailure("nobody")).containsExactly("released");
  }

  private List<String> stateAfterFailure(String endpoint) {
    Workspace workspace = TestWorkspaces.fresh(workspaces, "broken");
    Call call = new Call("request", Optional.empty(), "answer", Urgency.QUESTION);
    assertThatThrownBy(
            () ->
                spending.call(
                    workspace, call, models.find(endpoint).orElseThrow(), PROMPT, piece -> {}))
        .isInstanceOf(RaghubException.class);
    return Superuser.strings(
        "SELECT CASE WHEN assumed THEN 'assumed' ELSE state END FROM ledger WHERE workspace = ?",
        workspace.id().value());
  }
}
