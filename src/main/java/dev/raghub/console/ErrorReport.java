package dev.raghub.console;

import dev.raghub.fault.ErrorType;
import dev.raghub.fault.RaghubException;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/// Says in one line what was wrong and what to do, and turns it into an exit status.
final class ErrorReport implements IExecutionExceptionHandler {
  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    Optional<RaghubException> known = known(failure);
    if (known.isPresent()) {
      command
          .getErr()
          .println("raghub: " + known.get().reason() + " (" + known.get().code().code() + ")");
      return known.get().code().type().exitStatus();
    }
    command.getErr().println("raghub: a bug in raghub; please report what follows");
    failure.printStackTrace(command.getErr());
    return ErrorType.INTERNAL.exitStatus();
  }

  static Optional<RaghubException> known(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof RaghubException ours) {
        return Optional.of(ours);
      }
    }
    return Optional.empty();
  }
}
