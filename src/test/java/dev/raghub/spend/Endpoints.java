package dev.raghub.spend;

import dev.raghub.model.Endpoint;
import dev.raghub.model.Endpoint.Kind;
import dev.raghub.model.Endpoint.Prices;
import dev.raghub.model.Endpoint.SystemRole;
import dev.raghub.model.Endpoint.Thinking;
import dev.raghub.model.Prompt;
import dev.raghub.model.Urgency;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What the tests of this package ask, and whom.
final class Endpoints {
  static final int MAX_TOKENS = 100;
  static final Prompt PROMPT =
      new Prompt("Answer from the sources.", "Who keeps the lamp?", Optional.empty(), MAX_TOKENS);

  private Endpoints() {}

  static Endpoint priced(String input, String cached, String output) {
    return new Endpoint(
        "cloud",
        Kind.OPENAI,
        URI.create("http://127.0.0.1:1/v1"),
        "small-1",
        true,
        8192,
        MAX_TOKENS,
        Duration.ofSeconds(10),
        50,
        new Prices(new BigDecimal(input), new BigDecimal(cached), new BigDecimal(output)),
        SystemRole.OWN,
        Thinking.OFF,
        List.of());
  }

  static Call call(String request, String key) {
    return new Call(request, Optional.of(key), "answer", Urgency.QUESTION);
  }
}
