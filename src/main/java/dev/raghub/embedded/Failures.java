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

  /// A file operation failed: the disk is full, or the folder is not ours to write.
  static RaghubException notWritable(Object path, Throwable cause) {
    if (String.valueOf(cause.getMessage()).contains("No space left on device")) {
      String message = "No space is left to write " + path + "; expected some 500 MB";
      return new RaghubException(ErrorCode.DISK_FULL, message, cause);
    }
    String message =
        "Cannot write " + path + " (" + cause + "); expected a folder raghub may write";
    return new RaghubException(ErrorCode.FOLDER_NOT_WRITABLE, message, cause);
  }

  static RaghubException interrupted(String doing, InterruptedException cause) {
    Thread.currentThread().interrupt();
    return server("Interrupted while " + doing, cause);
  }
}
