package dev.raghub.model;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Looks at an endpoint layer by layer, so that an operator knows which one is wrong:
///
///     alive → model id → plain answer → structured output → an instruction behind 0, 2k, 7k tokens
///                                     → prompt cache → no thinking
///
/// What nothing can be known of, because a layer before it failed, is not asked: nine requests at
/// most, seven of them to the model.
@ApplicationScoped
public class EndpointProbe {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Models models;
  private final ProbeTexts texts;
  private final Map<String, ServerProbe> servers = new TreeMap<>();

  EndpointProbe(Models models, ModelSettings settings, TokenCounters counters) {
    this.models = models;
    this.texts = new ProbeTexts(counters.of("openai"));
    for (Endpoint endpoint : models.all()) {
      String name = endpoint.name();
      var chosen = settings.endpoints().get(name);
      if (chosen != null) {
        servers.put(
            name,
            new ServerProbe(
                endpoint,
                Endpoints.key(name, chosen),
                Clients.of(chosen.connectTimeout()),
                PATIENCE));
      }
    }
  }

  /// What was seen. Never fails for what is wrong with the endpoint.
  ///
  /// @param asking how its model is asked
  public ProbeReport of(Endpoint endpoint, Asking asking) {
    ServerProbe server = servers.get(endpoint.name());
    if (server == null) {
      throw new IllegalStateException("no settings of " + endpoint.name());
    }
    return report(server, new AnswerProbe(endpoint, asking, () -> models.taken(endpoint), texts));
  }

  static ProbeReport report(ServerProbe server, AnswerProbe answers) {
    List<ProbeLayer> layers = new ArrayList<>();
    layers.add(server.alive());
    if (layers.getFirst().isYes()) {
      layers.add(server.modelId());
      layers.addAll(answers.layers());
    } else {
      layers.add(ProbeLayer.notAsked(ServerProbe.MODEL_ID, "no server answers"));
      layers.addAll(AnswerProbe.skipped("no server answers"));
    }
    return new ProbeReport(server.endpoint().name(), server.endpoint().model(), layers);
  }
}
