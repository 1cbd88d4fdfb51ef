package dev.raghub.model;

import dev.raghub.fault.RaghubException;
import java.time.Duration;
import java.util.function.Consumer;

/// A language model behind an endpoint. Implementations are safe for many threads.
interface ChatModel {
  /// Asks once, without retries, and waits for the whole completion. Whether it is of use (it may
  /// be empty, or cut off) is for the caller to say: it has been paid for either way.
  ///
  /// @param way in which an answer to a schema is asked for; of no matter without one
  /// @param timeout of the whole call, however slowly the answer arrives
  /// @param pieces is told of the text as it arrives, in order
  /// @throws RaghubException MODEL_UNREACHABLE, MODEL_BROKEN_OFF, MODEL_TIMEOUT, MODEL_BUSY,
  ///   MODEL_REFUSED, MODEL_CREDENTIALS_REFUSED or MODEL_MALFORMED. No message holds a key, a
  ///   prompt or an answer
  Completion complete(Prompt prompt, Structure way, Duration timeout, Consumer<String> pieces);
}
