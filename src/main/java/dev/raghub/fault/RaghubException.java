package dev.raghub.fault;

import java.util.Objects;

/// The only exception that raghub throws on purpose. The message says what was wrong, the offending
/// value and what was expected; it never holds a secret or a tenant's text.
public final class RaghubException extends RuntimeException {
  private final transient ErrorCode code;

  public RaghubException(ErrorCode code, String message) {
    super(message);
    this.code = Objects.requireNonNull(code);
  }

  public RaghubException(ErrorCode code, String message, Throwable cause) {
    super(message, cause);
    this.code = Objects.requireNonNull(code);
  }

  public ErrorCode code() {
    return code;
  }

  /// The message; never null for this type.
  public String reason() {
    return String.valueOf(getMessage());
  }
}
