package dev.raghub.fault;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/// The only exception that raghub throws on purpose. The message says what was wrong, the offending
/// value and what was expected; it never holds a secret or a tenant's text.
public final class RaghubException extends RuntimeException {
  private final transient ErrorCode code;
  private final transient Duration wait;

  public RaghubException(ErrorCode code, String message) {
    this(code, message, Duration.ZERO);
  }

  /// @param wait after which the same may succeed; zero where nobody knows
  public RaghubException(ErrorCode code, String message, Duration wait) {
    super(message);
    this.code = Objects.requireNonNull(code);
    this.wait = wait;
  }

  public RaghubException(ErrorCode code, String message, Throwable cause) {
    super(message, cause);
    this.code = Objects.requireNonNull(code);
    this.wait = Duration.ZERO;
  }

  public ErrorCode code() {
    return code;
  }

  /// After which the same may succeed, where somebody said so.
  public Optional<Duration> retryAfter() {
    return wait.isZero() ? Optional.empty() : Optional.of(wait);
  }

  /// The message; never null for this type.
  public String reason() {
    return String.valueOf(getMessage());
  }
}
