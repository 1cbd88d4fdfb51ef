package dev.raghub.model;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/// The language models that are configured. Who asks one on a workspace's behalf does it through
/// `spend`, which keeps to budgets and leaves a trace.
@ApplicationScoped
public class Models {
  private final Map<String, Endpoint> endpoints = new TreeMap<>();
  private final Map<String, Lane> lanes = new TreeMap<>();

  Models(ModelSettings settings, TokenCounters counters, Clock clock) {
    settings
        .endpoints()
        .forEach(
            (name, chosen) -> {
              Endpoint endpoint = Endpoints.of(name, chosen);
              Limits limits = Endpoints.limits(chosen);
              endpoints.put(name, endpoint);
              lanes.put(
                  name,
                  new Lane(
                      endpoint,
                      new LangChainChatModel(
                          new Protocol(endpoint, Endpoints.key(name, chosen)),
                          Clients.of(limits.connect()),
                          limits,
                          counters.of("openai")),
                      limits,
                      new Breaker(clock, limits.failures(), limits.rest())));
            });
  }

  /// Has the settings checked at start and not at the first question.
  void check(@Observes StartupEvent start) {}

  /// By name.
  public Collection<Endpoint> all() {
    return endpoints.values();
  }

  public Optional<Endpoint> find(String name) {
    return Optional.ofNullable(endpoints.get(name));
  }

  /// As [#ask(Endpoint, Prompt, Urgency, Consumer, Consumer)], for whom only the reply's tokens
  /// matter.
  public Reply ask(Endpoint endpoint, Prompt prompt, Urgency urgency, Consumer<String> pieces) {
    return ask(endpoint, prompt, urgency, pieces, usage -> {});
  }

  /// Asks a model: waits for its turn, tries again what may succeed, gives up in time.
  ///
  /// @param pieces is told of the text as it arrives; after the first piece nothing is tried again.
  ///   Of an answer to a schema it is told nothing: that is judged as a whole
  /// @param spent is told of the tokens of every completion that came, also of those that were of
  ///   no use and tried again, and of the last one if `ask` throws: they are paid for. Of an
  ///   attempt without a completion that may be paid for too it is told [TokenUsage#UNKNOWN]
  /// @throws RaghubException MODEL_UNREACHABLE, MODEL_BROKEN_OFF, MODEL_TIMEOUT, MODEL_BUSY,
  ///   MODEL_REFUSED, MODEL_CREDENTIALS_REFUSED or MODEL_MALFORMED, of the last attempt. No message
  ///   holds a key, a prompt or an answer
  public Reply ask(
      Endpoint endpoint,
      Prompt prompt,
      Urgency urgency,
      Consumer<String> pieces,
      Consumer<TokenUsage> spent) {
    return lane(endpoint).ask(prompt, urgency, pieces, spent);
  }

  /// Whether the endpoint is asked, or left alone.
  public BreakerState breaker(Endpoint endpoint) {
    return lane(endpoint).breaker();
  }

  /// How the endpoint's last answer in JSON that was of use had been asked for.
  Structure taken(Endpoint endpoint) {
    return lane(endpoint).taken();
  }

  private Lane lane(Endpoint endpoint) {
    Lane lane = lanes.get(endpoint.name());
    if (lane == null) {
      throw new RaghubException(
          ErrorCode.MODEL_REFUSED, "there is no endpoint '%s'".formatted(endpoint.name()));
    }
    return lane;
  }
}
