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
    URI url();

    /// The model's id there.
    String model();

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
  }
}
