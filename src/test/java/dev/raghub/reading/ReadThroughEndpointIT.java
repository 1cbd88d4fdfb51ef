package dev.raghub.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raghub.GatewayServers;
import dev.raghub.model.Act;
import dev.raghub.model.Act.Manner;
import dev.raghub.model.Completion.Finish;
import dev.raghub.model.Endpoint;
import dev.raghub.model.ScriptedModels;
import dev.raghub.model.ScriptedServer;
import dev.raghub.model.Speech;
import dev.raghub.model.TokenCounters;
import dev.raghub.observe.Observer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A text through ledger and wire, from a server that breaks its answers.
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
@QuarkusTestResource(value = ScriptedModels.class, restrictToAnnotatedClass = true)
@TestProfile(ReadThroughEndpointIT.Profile.class)
class ReadThroughEndpointIT extends ReadWorkspace {
  /// Not the scripted model, but the way that a running gateway takes.
  public static final class Profile implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("raghub.extraction.endpoint", "openai", "raghub.extraction.poll", "1h");
    }
  }

  private static final String WITHOUT_END =
      "{\"facts\":[" + ScriptedModel.fact(2, "Li Wei", "Ghent") + ",{\"sentence\":2,\"subj";

  ScriptedServer server;
  @Inject PostgresExtractionQueue queue;
  @Inject PostgresResults results;
  @Inject ExtractionPrompt prompts;
  @Inject ExtractionSettings settings;
  @Inject BackgroundModelCall paid;
  @Inject TokenCounters counters;
  @Inject Observer observer;

  @BeforeEach
  void putText() {
    server.requests().clear();
    put(document("1", "open", TEXT));
  }

  @Test
  void keepsAtTheFirstCallWhatCanBeSalvaged() {
    server.next(new Act.Speak(Speech.of(WITHOUT_END).usage(400, 30, 0), Manner.PLAIN));

    read();

    assertThat(tables().relations()).containsExactly("li wei part of ghent 2 model");
    assertThat(server.requests()).hasSize(1);
    assertThat(status().promptTokens()).isEqualTo(400);
    assertThat(status().completionTokens()).isEqualTo(30);
  }

  @Test
  void namesTheFlawAndTheTokensOfEveryCallWhereNothingCanBe() {
    server.next(
        new Act.Speak(Speech.of("{\"facts\": ").usage(400, 3, 0), Manner.PLAIN),
        new Act.Speak(Speech.of(WITHOUT_END).finish(Finish.LENGTH).usage(410, 30, 0), Manner.PLAIN),
        new Act.Speak(Speech.of("I found none.").usage(420, 4, 0), Manner.PLAIN));

    read();

    assertThat(tables().relations()).isEmpty();
    assertThat(status().failures())
        .extracting(ExtractionStatus.Failure::code)
        .containsExactly("not-json");
    assertThat(server.requests()).hasSize(3);
    assertThat(status().promptTokens()).isEqualTo(1230);
    assertThat(status().completionTokens()).isEqualTo(37);
  }

  private void read() {
    Endpoint endpoint = policy.endpoint(workspace).orElseThrow();
    Extractions line = new Extractions(queue, results, prompts, settings, paid, counters, observer);
    Optional<Claim> claim = line.claim(workspace, endpoint);
    line.read(workspace, endpoint, claim.orElseThrow());
  }
}
