package dev.raghub.rest;

import dev.raghub.fault.ErrorCode;

/// What an error looks like at addresses whose clients know another form than a problem.
public interface ErrorForm {
  /// Whether it is spoken at this path.
  boolean isSpokenAt(String path);

  /// The body, to be sent as JSON.
  Object error(ErrorCode code, String detail, String requestId);
}
