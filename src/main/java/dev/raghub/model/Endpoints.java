package dev.raghub.model;

import dev.raghub.model.Endpoint.Prices;
import dev.raghub.model.ModelSettings.EndpointSettings;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Settings to endpoints. What cannot be right stops the start with a message that names the key to
/// set.
final class Endpoints {
  private static final int MOST_RETRIES = 2;

  private Endpoints() {}

  static Endpoint of(String name, EndpointSettings settings) {
    Checks checks = new Checks("raghub.endpoint." + name);
    URI url = checks.url(settings.url(), settings.remote());
    check(checks, settings);
    return new Endpoint(
        name,
        settings.kind(),
        url,
        checks.model(settings.model()),
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

  static Limits limits(EndpointSettings settings) {
    return new Limits(
        settings.maxWaiting(),
        settings.maxWait(),
        settings.connectTimeout(),
        settings.retries(),
        settings.retryPause(),
        settings.breakerFailures(),
        settings.breakerRest(),
        settings.maxResponseBytes());
  }

  static Secret key(String name, EndpointSettings settings) {
    return new Checks("raghub.endpoint." + name).key(settings.key(), settings.keyFile());
  }

  private static void check(Checks checks, EndpointSettings settings) {
    checks.atLeast("max-output-tokens", settings.maxOutputTokens(), 1);
    if (settings.contextTokens() <= settings.maxOutputTokens()) {
      throw checks.invalid(
          "context-tokens",
          "is %d, which leaves no room for a prompt beside max-output-tokens of %d: set it higher"
              .formatted(settings.contextTokens(), settings.maxOutputTokens()));
    }
    checks.atLeast("concurrency", settings.concurrency(), 1);
    checks.atLeast("max-waiting", settings.maxWaiting(), 0);
    checks.atLeast("breaker-failures", settings.breakerFailures(), 1);
    checks.atLeast("max-response-bytes", settings.maxResponseBytes(), 1);
    if (settings.retries() < 0 || settings.retries() > MOST_RETRIES) {
      throw checks.invalid("retries", "is %d; expected 0 to 2".formatted(settings.retries()));
    }
    Stream.of(settings.timeout(), settings.connectTimeout(), settings.breakerRest())
        .filter(duration -> !duration.isPositive())
        .findFirst()
        .ifPresent(
            duration -> {
              throw checks.invalid(
                  "timeout", ", connect-timeout and breaker-rest have to be longer than 0");
            });
    if (Stream.of(
            Optional.of(settings.priceInput()),
            settings.priceCachedInput(),
            Optional.of(settings.priceOutput()))
        .flatMap(Optional::stream)
        .anyMatch(price -> price.compareTo(BigDecimal.ZERO) < 0)) {
      throw checks.invalid("price-input", "or another price is negative");
    }
  }
}
