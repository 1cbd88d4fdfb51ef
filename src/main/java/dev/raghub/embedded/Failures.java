package dev.raghub.embedded;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;

/// The sentences in which this package says no.
final class Failures {
  static final String INSTEAD =
      "to use servers of your own set RAGHUB_DATABASE_URL and RAGHUB_REDIS_URL";

  private Failures() {}

  static RaghubException server(String message) {
    return new RaghubException(ErrorCode.EMBEDDED_SERVER_FAILED, message);
  }

  static RaghubException server(String message, Throwable cause) {
    return new RaghubException(ErrorCode.EMBEDDED_SERVER_FAILED, message, cause);
  }

  static RaghubException notWritable(Object path, Throwable cause) {
    String message =
        "Cannot write " + path + " (" + cause + "); expected a folder raghub may write";
    return new RaghubException(ErrorCode.FOLDER_NOT_WRITABLE, message, cause);
  }

  static RaghubException interrupted(String doing, InterruptedException cause) {
    Thread.currentThread().interrupt();
    return server("Interrupted while " + doing, cause);
  }
}
