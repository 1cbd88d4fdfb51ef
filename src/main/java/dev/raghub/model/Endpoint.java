package dev.raghub.model;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/// A language model that an operator has configured, and how it wants to be spoken to. Holds no
/// key.
///
/// @param name how policies and receipts call it
/// @param remote whether what is sent to it leaves the building
/// @param contextTokens of prompt and completion together
/// @param timeout of a whole call
/// @param concurrency calls at a time, from this process
/// @param prices in dollars for a million tokens
public record Endpoint(
    String name,
    Kind kind,
    URI url,
    String model,
    boolean remote,
    int contextTokens,
    int maxOutputTokens,
    Duration timeout,
    int concurrency,
    Prices prices,
    SystemRole systemRole,
    Thinking thinking,
    List<String> stop) {
  public Endpoint {
    stop = List.copyOf(stop);
  }

  /// Which protocol is spoken.
  public enum Kind {
    OLLAMA,
    OPENAI,
    GEMINI,
    ANTHROPIC
  }

  /// Where the system text goes: into a turn of its own, or before the user's for models that know
  /// no such role.
  public enum SystemRole {
    OWN,
    FOLDED
  }

  /// What becomes of a model's thinking: it is asked not to think, or it may; what it thought is
  /// cut out of its text either way.
  public enum Thinking {
    OFF,
    ALLOWED
  }

  /// In dollars for a million tokens.
  public record Prices(BigDecimal input, BigDecimal cachedInput, BigDecimal output) {}
}
