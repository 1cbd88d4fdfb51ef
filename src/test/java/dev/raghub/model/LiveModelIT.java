package dev.raghub.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.model.Endpoint.Kind;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/// The whole way to a real model, which `docs/models.md` shows how to start. Asserted is what holds
/// for the worst of models; what it said is logged.
@EnabledIfEnvironmentVariable(named = "RAGHUB_LIVE_MODEL_URL", matches = "http.*")
class LiveModelIT {
  private static final Logger LOG = Logger.getLogger(LiveModelIT.class);

  private final Lane lane = ModelFixture.lane(endpoint());
  private final List<TokenUsage> spent = new ArrayList<>();

  @Test
  void streamsAPlainAnswerWithItsTokens() {
    List<String> pieces = new ArrayList<>();

    Completion completion =
        lane.ask(
                new Prompt(
                    "You answer in one short sentence.",
                    "What is the capital of France?",
                    Optional.empty(),
                    40),
                Urgency.QUESTION,
                pieces::add,
                spent::add)
            .completion();

    LOG.infof("plain: %s", completion);
    assertThat(completion.text()).isNotEmpty().isEqualTo(String.join("", pieces).strip());
    assertThat(pieces).hasSizeGreaterThan(1);
    assertThat(completion.usage().prompt()).isPositive();
    assertThat(completion.firstToken()).isLessThan(completion.total());
  }

  @Test
  void givesAnObjectThatFollowsTheSchemaOrSaysThatItIsMalformed() {
    Prompt prompt =
        new Prompt(
            "You find the author in a sentence.",
            "Emma is a novel by Jane Austen.",
            Optional.of(ChatModelContract.SCHEMA),
            40);
    for (int call = 0; call < 4; call++) {
      try {
        Reply reply = lane.ask(prompt, Urgency.BACKGROUND, piece -> {}, spent::add);
        LOG.infof("structured, by %s: %s", lane.structure(), reply);
        assertThat(ChatModelContract.json(reply.completion().text()).has("answer")).isTrue();
      } catch (RaghubException malformed) {
        LOG.infof("structured, by %s: %s", lane.structure(), malformed.reason());
        assertThat(malformed.code()).isEqualTo(ErrorCode.MODEL_MALFORMED);
      }
    }
    LOG.infof("tokens: %s", spent);
    assertThat(spent).isNotEmpty();
  }

  @Test
  void isProbedToTheEnd() {
    Endpoint endpoint = endpoint();

    ProbeReport report =
        EndpointProbe.report(
            new ServerProbe(
                endpoint, Secret.NONE, Clients.of(Duration.ofSeconds(5)), Duration.ofSeconds(30)),
            new AnswerProbe(
                endpoint,
                prompt -> lane.ask(prompt, Urgency.QUESTION, piece -> {}, spent::add),
                lane::taken,
                new ProbeTexts(new TokenCounters().of("openai"))));

    report.layers().forEach(layer -> LOG.infof("probed: %s", layer));
    assertThat(report.layers().stream().limit(3))
        .allSatisfy(layer -> assertThat(layer.verdict()).isEqualTo(ProbeLayer.Verdict.YES));
  }

  private static Endpoint endpoint() {
    Endpoint local =
        ModelFixture.endpoint(
            Kind.OPENAI,
            URI.create(String.valueOf(System.getenv("RAGHUB_LIVE_MODEL_URL"))),
            Duration.ofMinutes(2));
    return new Endpoint(
        "live",
        local.kind(),
        local.url(),
        Optional.ofNullable(System.getenv("RAGHUB_LIVE_MODEL")).orElse("local"),
        false,
        2048,
        64,
        local.timeout(),
        1,
        local.prices(),
        local.systemRole(),
        local.thinking(),
        List.of());
  }
}
