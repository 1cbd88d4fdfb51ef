package dev.raghub.model;

import dev.raghub.fault.RaghubException;
import java.util.function.Consumer;

/// A language model behind an endpoint. Implementations are safe for many threads.
public interface ChatModel {
  /// Asks once, without retries, and waits for the whole completion.
  ///
  /// @param pieces is told of the text as it arrives, in order; of nothing where the model or the
  ///   endpoint does not stream
  /// @throws RaghubException MODEL_UNREACHABLE, MODEL_TIMEOUT, MODEL_BUSY, MODEL_REFUSED,
  ///   MODEL_CREDENTIALS_REFUSED or MODEL_MALFORMED. No message holds a key, a prompt or an answer
  Completion complete(Prompt prompt, Consumer<String> pieces);
}
