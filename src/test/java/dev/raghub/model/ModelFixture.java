package dev.raghub.model;

import dev.raghub.model.Endpoint.Kind;
import dev.raghub.model.Endpoint.Prices;
import dev.raghub.model.Endpoint.SystemRole;
import dev.raghub.model.Endpoint.Thinking;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/// Endpoints and adapters for tests.
final class ModelFixture {
  static final Limits LIMITS =
      new Limits(
          2,
          Duration.ofSeconds(20),
          Duration.ofSeconds(2),
          2,
          Duration.ofMillis(1),
          5,
          Duration.ofSeconds(30),
          100_000);

  /// No message, log or `toString` may hold it.
  static final Secret KEY = new Secret("canary-8c1f77");

  private static final TokenCounter COUNTER = new TokenCounters().of("openai");
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(LIMITS.connect())
          .build();

  private ModelFixture() {}

  static Endpoint endpoint(Kind kind, URI url) {
    return endpoint(kind, url, Duration.ofSeconds(20));
  }

  static Endpoint endpoint(Kind kind, URI url, Duration timeout) {
    Prices free = new Prices(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);
    return new Endpoint(
        "test",
        kind,
        url,
        "m-1",
        false,
        4096,
        64,
        timeout,
        2,
        free,
        SystemRole.OWN,
        Thinking.OFF,
        List.of("STOP"));
  }

  static Endpoint with(Endpoint endpoint, SystemRole role, Thinking thinking, int concurrency) {
    return new Endpoint(
        endpoint.name(),
        endpoint.kind(),
        endpoint.url(),
        endpoint.model(),
        endpoint.remote(),
        endpoint.contextTokens(),
        endpoint.maxOutputTokens(),
        endpoint.timeout(),
        concurrency,
        endpoint.prices(),
        role,
        thinking,
        endpoint.stop());
  }

  static ChatModel model(Endpoint endpoint) {
    return model(endpoint, LIMITS);
  }

  static ChatModel model(Endpoint endpoint, Limits limits) {
    return new LangChainChatModel(new Protocol(endpoint, KEY), CLIENT, limits, COUNTER);
  }

  static Lane lane(Endpoint endpoint) {
    return lane(endpoint, Clock.systemUTC());
  }

  static Lane lane(Endpoint endpoint, Clock clock) {
    return new Lane(
        endpoint, model(endpoint), LIMITS, new Breaker(clock, LIMITS.failures(), LIMITS.rest()));
  }
}
