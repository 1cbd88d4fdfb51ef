package dev.raghub.limit;

/// Two counters a key that leak: the generic cell rate algorithm in its form as a continuous-state
/// leaky bucket (ITU-T I.371, annex A; ATM Forum Traffic Management 4.0, section 4.4.2).
///
///     requests, tokens poured in ──→ ┌────────┐
///                                    │ level  │ ≤ limit
///                                    └───┬────┘
///                                        ↓ leaks limit ÷ 60 s
///
/// A request fits where it does not make the level pass the limit. Tokens are poured in after the
/// answer, so a bucket of tokens may run over; the next request fits when it has leaked below the
/// limit again. So a key may use its whole limit at once, and in any minute at most twice its limit
/// (requests).
interface Meter {
  /// Takes a request in, unless a bucket is full.
  ///
  /// @param rates 0 for what is not limited
  Levels take(String key, Rates rates);

  /// Pours tokens into a key's bucket, if a request has been taken in that counts them.
  void charge(String key, long tokens);

  /// Limits a minute.
  record Rates(int requests, int tokens) {}

  /// How full the buckets are, with the request in if it was taken.
  record Levels(boolean taken, double requests, double tokens) {}
}
