package dev.raghub.tier;

import dev.raghub.answer.BlockLimits;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.model.Endpoint;
import dev.raghub.model.Models;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.function.Function;

/// The policy of workspaces that have none of their own, as the operator has set it. What cannot be
/// right stops the start with a message that names the key to set.
@ApplicationScoped
public class DefaultPolicy {
  private static final String PREFIX = "raghub.answer.";

  private final Policy policy;

  DefaultPolicy(AnswerSettings settings, Models models) {
    this.policy = checked(settings, models::find);
  }

  /// Has the settings checked at start and not at the first question.
  void check(@Observes StartupEvent start) {}

  public Policy policy() {
    return policy;
  }

  static Policy checked(AnswerSettings settings, Function<String, Optional<Endpoint>> endpoints) {
    Optional<Endpoint> local = settings.local().map(name -> known("local", name, endpoints));
    Optional<Endpoint> remote = settings.remote().map(name -> known("remote", name, endpoints));
    if (local.isPresent() && local.get().remote()) {
      throw invalid(
          "local",
          local.get().name(),
          "an endpoint that is not remote; for this one set raghub.answer.remote");
    }
    if (!(settings.threshold() >= 0 && settings.threshold() <= 1)) {
      throw invalid("threshold", settings.threshold(), "0 to 1");
    }
    if (settings.maxTokens() < BlockLimits.MIN_TOKENS
        || settings.maxTokens() > BlockLimits.MAX_TOKENS) {
      throw invalid(
          "max-tokens",
          settings.maxTokens(),
          "%d to %d".formatted(BlockLimits.MIN_TOKENS, BlockLimits.MAX_TOKENS));
    }
    return new Policy(
        local.map(Endpoint::name),
        remote.map(Endpoint::name),
        settings.remoteUse(),
        settings.threshold(),
        settings.maxTokens());
  }

  private static Endpoint known(
      String key, String name, Function<String, Optional<Endpoint>> endpoints) {
    return endpoints
        .apply(name)
        .orElseThrow(
            () -> invalid(key, name, "the name of an endpoint that is set under raghub.endpoint"));
  }

  private static RaghubException invalid(String key, Object value, String expected) {
    return new RaghubException(
        ErrorCode.CONFIGURATION_INVALID,
        "%s%s is '%s'; expected %s".formatted(PREFIX, key, value, expected));
  }
}
