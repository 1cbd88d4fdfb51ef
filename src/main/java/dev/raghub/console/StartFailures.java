package dev.raghub.console;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Why a gateway did not start, in one line that says what to do.
final class StartFailures {
  private StartFailures() {}

  static RaghubException explained(@Nullable Throwable failure) {
    if (failure == null) {
      return new RaghubException(ErrorCode.INTERNAL, "the gateway stopped while starting");
    }
    Optional<RaghubException> known = ErrorReport.known(failure);
    if (known.isPresent()) {
      return known.get();
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause.getClass().getName().startsWith("org.flywaydb")) {
        return new RaghubException(
            ErrorCode.DATABASE_UNAVAILABLE,
            "cannot bring the database's schema up to date; check raghub.database.url and the owner's name and password: "
                + String.valueOf(cause.getMessage()).lines().findFirst().orElse(""),
            failure);
      }
      if (cause instanceof java.net.BindException) {
        return new RaghubException(
            ErrorCode.PORT_IN_USE,
            "the port is in use; name another with --port or RAGHUB_HTTP_PORT",
            failure);
      }
    }
    return new RaghubException(
        ErrorCode.CONFIGURATION_INVALID,
        "the gateway did not start: "
            + String.valueOf(failure.getMessage()).lines().findFirst().orElse(""),
        failure);
  }
}
