package dev.raghub.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.raghub.GatewayServers;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.model.Act.Manner;
import dev.raghub.model.Endpoint.Kind;
import dev.raghub.rest.LogLines;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/// The models as the gateway has them, in front of a scripted server.
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
@QuarkusTestResource(value = ScriptedModels.class, restrictToAnnotatedClass = true)
class ModelsIT {
  private static final String CANARY = ModelFixture.KEY.text();
  private static final Prompt PROMPT = new Prompt("", CANARY + " who?", Optional.empty(), 40);

  ScriptedServer server;
  @Inject Models models;

  /// Those of [ScriptedModels].
  private List<Endpoint> scripted() {
    return models.all().stream().filter(each -> each.model().equals("scripted")).toList();
  }

  @Test
  void asksAnEndpointOfEveryKind() {
    assertThat(scripted()).extracting(Endpoint::kind).containsExactlyInAnyOrder(Kind.values());
    for (Endpoint endpoint : scripted()) {
      List<String> pieces = new ArrayList<>();
      server.next(new Act.Speak(Speech.of("Jane ", "Austen").usage(11, 2, 0), Manner.PLAIN));

      Reply reply = models.ask(endpoint, PROMPT, Urgency.QUESTION, pieces::add);

      assertThat(reply.completion().text()).isEqualTo("Jane Austen");
      assertThat(reply.completion().usage()).isEqualTo(new TokenUsage(11, 2, 0, true));
      assertThat(pieces).containsExactly("Jane ", "Austen");
    }
  }

  @Test
  void neitherLogsNorTellsKeysPromptsAndAnswers() {
    List<Act> acts =
        List.of(
            new Act.Refuse(401, Map.of(), "{\"error\":{\"message\":\"%s\"}}".formatted(CANARY)),
            new Act.Refuse(404, Map.of(), CANARY),
            new Act.Speak(Speech.of(CANARY.repeat(4)), Manner.HALF_JSON));
    LogLines log = LogLines.listen(Logger.getLogger(""));
    try {
      for (Endpoint endpoint : scripted()) {
        for (Act act : acts) {
          server.otherwise(request -> act);
          RaghubException failed =
              catchThrowableOfType(
                  RaghubException.class,
                  () -> models.ask(endpoint, PROMPT, Urgency.QUESTION, piece -> {}));

          assertThat(failed).hasMessageNotContaining(CANARY);
          assertThat(failed.code())
              .isIn(
                  ErrorCode.MODEL_CREDENTIALS_REFUSED,
                  ErrorCode.MODEL_REFUSED,
                  ErrorCode.MODEL_MALFORMED);
        }
      }
      assertThat(log.lines()).noneMatch(line -> line.contains("canary"));
    } finally {
      log.close();
    }
    assertThat(models.all().toString()).doesNotContain(CANARY);
  }
}
