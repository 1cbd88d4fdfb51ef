package dev.raghub.tier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.model.Endpoint;
import dev.raghub.model.Endpoint.Kind;
import dev.raghub.model.Endpoint.Prices;
import dev.raghub.model.Endpoint.SystemRole;
import dev.raghub.model.Endpoint.Thinking;
import dev.raghub.tier.Policy.RemoteUse;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DefaultPolicyTest {
  private static final Map<String, Endpoint> ENDPOINTS =
      Map.of("house", endpoint("house", false), "cloud", endpoint("cloud", true));

  /// What an operator has set.
  private record Set(
      Optional<String> local, Optional<String> remote, double threshold, int maxTokens)
      implements AnswerSettings {
    @Override
    public RemoteUse remoteUse() {
      return RemoteUse.HARD;
    }
  }

  @Test
  void isWhatTheOperatorHasSet() {
    assertThat(policy(new Set(Optional.of("house"), Optional.of("cloud"), 0.7, 100)))
        .isEqualTo(
            new Policy(Optional.of("house"), Optional.of("cloud"), RemoteUse.HARD, 0.7, 100));
    assertThat(policy(new Set(Optional.empty(), Optional.empty(), 1, 32_000)).local()).isEmpty();
  }

  @Test
  void refusesEndpointsThatAreNotThere() {
    assertThat(refusal(new Set(Optional.of("hause"), Optional.empty(), 0.5, 800)))
        .isEqualTo(
            "raghub.answer.local is 'hause'; expected the name of an endpoint that is set under raghub.endpoint");
    assertThat(refusal(new Set(Optional.empty(), Optional.of("cluod"), 0.5, 800)))
        .startsWith("raghub.answer.remote is 'cluod'");
  }

  @Test
  void refusesARemoteEndpointAsLocal() {
    assertThat(refusal(new Set(Optional.of("cloud"), Optional.empty(), 0.5, 800)))
        .startsWith("raghub.answer.local is 'cloud'; expected an endpoint that is not remote");
  }

  @Test
  void refusesThresholdsOutsideNoughtToOne() {
    for (double wrong : new double[] {-0.01, 1.01, Double.NaN}) {
      assertThat(refusal(new Set(Optional.empty(), Optional.empty(), wrong, 800)))
          .isEqualTo("raghub.answer.threshold is '%s'; expected 0 to 1".formatted(wrong));
    }
  }

  @Test
  void refusesCeilingsThatNoBlockMayHave() {
    for (int wrong : new int[] {99, 32_001}) {
      assertThat(refusal(new Set(Optional.empty(), Optional.empty(), 0.5, wrong)))
          .isEqualTo("raghub.answer.max-tokens is '%d'; expected 100 to 32000".formatted(wrong));
    }
  }

  private static Policy policy(AnswerSettings settings) {
    return DefaultPolicy.checked(settings, name -> Optional.ofNullable(ENDPOINTS.get(name)));
  }

  private static String refusal(AnswerSettings settings) {
    RaghubException refused = catchThrowableOfType(RaghubException.class, () -> policy(settings));
    assertThat(refused.code()).isEqualTo(ErrorCode.CONFIGURATION_INVALID);
    return refused.reason();
  }

  private static Endpoint endpoint(String name, boolean remote) {
    return new Endpoint(
        name,
        Kind.OPENAI,
        URI.create("http://127.0.0.1:1/v1"),
        "m-1",
        remote,
        4096,
        64,
        Duration.ofSeconds(20),
        2,
        new Prices(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO),
        SystemRole.OWN,
        Thinking.OFF,
        List.of());
  }
}
