package dev.raghub.rest;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import org.jspecify.annotations.Nullable;

/// Refuses what a request leaves out.
public final class Body {
  private Body() {}

  /// The body, or INVALID_REQUEST.
  public static <T> T required(@Nullable T body) {
    if (body == null) {
      throw new RaghubException(
          ErrorCode.INVALID_REQUEST, "the request has no body; expected a JSON object");
    }
    return body;
  }

  /// The field, or INVALID_REQUEST that names it.
  public static <T> T field(String name, @Nullable T value) {
    if (value == null) {
      throw new RaghubException(ErrorCode.INVALID_REQUEST, "field '" + name + "' is missing");
    }
    return value;
  }
}
