package dev.raghub.model;

import dev.raghub.model.Endpoint.Prices;
import dev.raghub.model.ModelSettings.EndpointSettings;
import java.util.List;

/// Settings to endpoints.
final class Endpoints {
  private Endpoints() {}

  static Endpoint of(String name, EndpointSettings settings) {
    return new Endpoint(
        name,
        settings.kind(),
        settings.url(),
        settings.model(),
        settings.remote(),
        settings.contextTokens(),
        settings.maxOutputTokens(),
        settings.timeout(),
        settings.concurrency(),
        new Prices(
            settings.priceInput(),
            settings.priceCachedInput().orElse(settings.priceInput()),
            settings.priceOutput()),
        settings.systemRole(),
        settings.thinking(),
        settings.stop().orElse(List.of()));
  }
}
