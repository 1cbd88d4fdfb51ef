package dev.raghub.rest;

import dev.raghub.fault.ErrorCode;

/// An error as RFC 9457 has it.
///
/// @param type `urn:raghub:problem:` and the code; docs/errors.md describes them all
/// @param code the code itself, such as `workspace-not-found`
/// @param retriable whether the same request may succeed later
public record Problem(
    String type,
    String title,
    int status,
    String detail,
    String code,
    boolean retriable,
    String requestId) {
  static final String MEDIA_TYPE = "application/problem+json";

  static Problem of(ErrorCode code, String detail, String requestId) {
    return new Problem(
        "urn:raghub:problem:" + code.code(),
        code.code().replace('-', ' '),
        code.status(),
        detail,
        code.code(),
        code.retriable(),
        requestId);
  }
}
