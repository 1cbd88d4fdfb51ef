package dev.raghub.model;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The language models that policies may name.
@ConfigMapping(prefix = "raghub.endpoint")
public interface ModelSettings {
  /// By name: `raghub.endpoint.NAME.…`.
  @WithParentName
  Map<String, EndpointSettings> endpoints();

  /// One of them.
  interface EndpointSettings {
    /// `ollama`, `openai` (and all that speaks like it), `gemini` or `anthropic`.
    Endpoint.Kind kind();

    /// Where it listens, such as `http://127.0.0.1:11434` or `https://api.openai.com/v1`.
    Optional<URI> url();

    /// The model's id there.
    Optional<String> model();

    /// Whether what is sent to it leaves the building. Only such calls need a policy that allows
    /// them.
    @WithDefault("false")
    boolean remote();

    /// The API key. Give it by environment variable or by `key-file`.
    Optional<String> key();

    /// A file that holds the API key.
    Optional<Path> keyFile();

    /// Tokens of prompt and completion together that the model takes.
    @WithDefault("8192")
    int contextTokens();

    /// The most tokens of a completion.
    @WithDefault("512")
    int maxOutputTokens();

    /// After which a call is given up.
    @WithDefault("60s")
    Duration timeout();

    /// Calls at a time; others wait, questions before extraction.
    @WithDefault("2")
    int concurrency();

    /// Dollars for a million tokens of prompt.
    @WithDefault("0")
    BigDecimal priceInput();

    /// Dollars for a million tokens of prompt that the endpoint had kept; unset = as others.
    Optional<BigDecimal> priceCachedInput();

    /// Dollars for a million tokens of completion.
    @WithDefault("0")
    BigDecimal priceOutput();

    /// `own`, or `folded` into the user's text for models without a system role.
    @WithDefault("own")
    Endpoint.SystemRole systemRole();

    /// `off` or `allowed`.
    @WithDefault("off")
    Endpoint.Thinking thinking();

    /// Texts at which the model stops.
    Optional<List<String>> stop();

    /// Callers that may wait for their turn, questions and others each; one more is turned away.
    @WithDefault("64")
    int maxWaiting();

    /// How long a caller waits for its turn.
    @WithDefault("30s")
    Duration maxWait();

    /// After which a server that does not take the connection is given up.
    @WithDefault("5s")
    Duration connectTimeout();

    /// How often a call that may succeed is tried again, within `timeout`.
    @WithDefault("2")
    int retries();

    /// The pause before the first retry where the server names none; the next is twice as long.
    @WithDefault("250ms")
    Duration retryPause();

    /// Failures in a row after which the endpoint is left alone.
    @WithDefault("5")
    int breakerFailures();

    /// How long it is left alone.
    @WithDefault("30s")
    Duration breakerRest();

    /// The most bytes of a response.
    @WithDefault("8388608")
    long maxResponseBytes();
  }
}
