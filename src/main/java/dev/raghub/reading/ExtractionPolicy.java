package dev.raghub.reading;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.model.Endpoint;
import dev.raghub.model.Models;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/// Which endpoint reads whose texts.
@ApplicationScoped
public class ExtractionPolicy {
  private final Optional<Endpoint> endpoint;
  private final Optional<List<String>> workspaces;

  ExtractionPolicy(ExtractionSettings settings, Models models) {
    this.endpoint =
        settings.endpoint().filter(name -> !name.isBlank()).map(name -> known(models, name));
    this.workspaces = settings.workspaces();
  }

  /// Who reads, for whomever; empty = nobody.
  public Optional<Endpoint> endpoint() {
    return endpoint;
  }

  /// Who reads this workspace's texts; empty = nobody.
  public Optional<Endpoint> endpoint(Workspace workspace) {
    return endpoint.filter(
        any ->
            workspaces.map(names -> names.contains(workspace.id().value())).orElse(Boolean.TRUE));
  }

  /// How its results are known; empty text = nobody reads, and any result is as good as another.
  String model() {
    return endpoint.map(Endpoint::model).orElse("");
  }

  private static Endpoint known(Models models, String name) {
    return models
        .find(name)
        .orElseThrow(
            () ->
                new RaghubException(
                    ErrorCode.CONFIGURATION_INVALID,
                    "raghub.extraction.endpoint is '%s'; expected the name of an endpoint under raghub.endpoint"
                        .formatted(name)));
  }
}
