package dev.raghub.idempotency;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/// What came of a claim to a request.
public sealed interface Claim {
  /// Nobody has it: do it, then say so with this token.
  record Taken(UUID token) implements Claim {}

  /// Somebody is doing it.
  ///
  /// @param pause until asking again makes sense
  record UnderWay(Duration pause) implements Claim {}

  /// The key was sent with another request.
  record OtherRequest() implements Claim {}

  /// It was done.
  ///
  /// @param answer empty where it is not kept
  record Done(Optional<KeptAnswer> answer) implements Claim {}
}
