package dev.raghub.model;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.model.Endpoint.Prices;
import dev.raghub.model.ModelSettings.EndpointSettings;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/// Settings to endpoints. What cannot be right stops the start with a message that names the key to
/// set.
final class Endpoints {
  private static final Logger LOG = Logger.getLogger("dev.raghub");
  private static final int MOST_RETRIES = 2;

  private Endpoints() {}

  static Endpoint of(String name, EndpointSettings settings) {
    URI url = url(name, settings);
    check(name, settings);
    return new Endpoint(
        name,
        settings.kind(),
        url,
        settings
            .model()
            .filter(model -> !model.isBlank())
            .orElseThrow(
                () -> invalid(name, "model", "is missing: set it to the model's id there")),
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

  /// From `key`, or the first line of `key-file`.
  static Secret key(String name, EndpointSettings settings) {
    Optional<String> key = settings.key().filter(text -> !text.isBlank());
    if (key.isPresent() && settings.keyFile().isPresent()) {
      throw invalid(name, "key-file", "is set beside 'key': set one of them");
    }
    Secret secret =
        settings
            .keyFile()
            .map(file -> read(name, file))
            .or(() -> key.map(text -> new Secret(text.strip())))
            .orElse(Secret.NONE);
    // A header with such characters would be refused with a message that quotes it.
    if (!secret.text().chars().allMatch(sign -> sign > ' ' && sign < 0x7f)) {
      throw invalid(name, "key", "holds a blank or a character outside ASCII: set the key alone");
    }
    return secret;
  }

  private static URI url(String name, EndpointSettings settings) {
    URI url =
        settings
            .url()
            .orElseThrow(
                () ->
                    invalid(
                        name,
                        "url",
                        "is missing: set it to where the server listens, such as http://127.0.0.1:11434"));
    if (!List.of("http", "https").contains(String.valueOf(url.getScheme()))
        || url.getHost() == null) {
      throw invalid(name, "url", "is no http or https address");
    }
    if (url.getRawUserInfo() != null || url.getRawQuery() != null) {
      throw invalid(name, "url", "holds a user or a query: set the key with 'key' or 'key-file'");
    }
    if (settings.remote() && url.getScheme().equals("http")) {
      LOG.warnf(
          "raghub.endpoint.%s.url is plain http although the endpoint is remote: its key and all prompts can be read on the way",
          name);
    }
    return url;
  }

  private static void check(String name, EndpointSettings settings) {
    atLeast(name, "max-output-tokens", settings.maxOutputTokens(), 1);
    if (settings.contextTokens() <= settings.maxOutputTokens()) {
      throw invalid(
          name,
          "context-tokens",
          "is %d, which leaves no room for a prompt beside max-output-tokens of %d: set it higher"
              .formatted(settings.contextTokens(), settings.maxOutputTokens()));
    }
    atLeast(name, "concurrency", settings.concurrency(), 1);
    atLeast(name, "max-waiting", settings.maxWaiting(), 0);
    atLeast(name, "breaker-failures", settings.breakerFailures(), 1);
    atLeast(name, "max-response-bytes", settings.maxResponseBytes(), 1);
    if (settings.retries() < 0 || settings.retries() > MOST_RETRIES) {
      throw invalid(name, "retries", "is %d; expected 0 to 2".formatted(settings.retries()));
    }
    Stream.of(settings.timeout(), settings.connectTimeout(), settings.breakerRest())
        .filter(duration -> !duration.isPositive())
        .findFirst()
        .ifPresent(
            duration -> {
              throw invalid(
                  name, "timeout", ", connect-timeout and breaker-rest have to be longer than 0");
            });
    if (Stream.of(
            Optional.of(settings.priceInput()),
            settings.priceCachedInput(),
            Optional.of(settings.priceOutput()))
        .flatMap(Optional::stream)
        .anyMatch(price -> price.compareTo(BigDecimal.ZERO) < 0)) {
      throw invalid(name, "price-input", "or another price is negative");
    }
  }

  private static void atLeast(String name, String key, long value, long least) {
    if (value < least) {
      throw invalid(name, key, "is %d; expected at least %d".formatted(value, least));
    }
  }

  private static Secret read(String name, Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .findFirst()
          .map(line -> new Secret(line.strip()))
          .filter(secret -> !secret.text().isEmpty())
          .orElseThrow(() -> invalid(name, "key-file", "'%s' is empty".formatted(file)));
    } catch (IOException unreadable) {
      throw invalid(
          name,
          "key-file",
          "'%s' cannot be read (%s): make it readable for the gateway's user"
              .formatted(file, unreadable.getClass().getSimpleName()));
    }
  }

  private static RaghubException invalid(String name, String key, String how) {
    return new RaghubException(
        ErrorCode.CONFIGURATION_INVALID, "raghub.endpoint.%s.%s %s".formatted(name, key, how));
  }
}
