package dev.raghub.model;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import jakarta.enterprise.context.ApplicationScoped;
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

  Models(ModelSettings settings) {
    settings
        .endpoints()
        .forEach((name, endpoint) -> endpoints.put(name, Endpoints.of(name, endpoint)));
  }

  /// By name.
  public Collection<Endpoint> all() {
    return endpoints.values();
  }

  public Optional<Endpoint> find(String name) {
    return Optional.ofNullable(endpoints.get(name));
  }

  /// Asks a model: waits for its turn, tries again what may succeed, gives up in time.
  ///
  /// @param pieces is told of the text as it arrives; after the first piece nothing is tried again
  /// @throws RaghubException as [ChatModel#complete], of the last attempt
  public Reply ask(Endpoint endpoint, Prompt prompt, Urgency urgency, Consumer<String> pieces) {
    throw new RaghubException(
        ErrorCode.MODEL_UNREACHABLE, "the endpoint '%s' has no adapter".formatted(endpoint.name()));
  }
}
