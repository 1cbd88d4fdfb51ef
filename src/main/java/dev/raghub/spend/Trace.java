package dev.raghub.spend;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// How a call of a model went. Holds neither prompt nor completion.
///
/// @param firstTokenMs until the first piece of text; empty where the call failed
/// @param totalMs empty where the process ended before the call did
/// @param finish why the model stopped; empty where the call failed
/// @param errorCode why it failed; `interrupted` where its process was killed
/// @param retries of a call that succeeded; 0 of one that failed
public record Trace(
    UUID call,
    String request,
    String endpoint,
    String model,
    String purpose,
    int promptTokens,
    int completionTokens,
    int cachedTokens,
    Optional<Long> firstTokenMs,
    Optional<Long> totalMs,
    int retries,
    Optional<String> finish,
    Optional<String> errorCode,
    List<String> warnings,
    Instant startedAt) {
  public Trace {
    warnings = List.copyOf(warnings);
  }
}
