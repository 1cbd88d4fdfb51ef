package dev.raghub.broker;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.workspace.Caller;
import dev.raghub.workspace.Role;
import dev.raghub.workspace.WorkspaceId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// A broker and the workspaces that it may speak for. Whoever may write into its topics may have
/// rows of these read again, and of no other.
///
/// @param broker `kafka` or `rabbitmq`, as settings and metrics call it
/// @param patience for how long a message may wait here before it is given back
record Teller(String broker, Duration patience, Set<WorkspaceId> workspaces) {
  Teller {
    workspaces = Set.copyOf(workspaces);
  }

  /// CONFIGURATION_INVALID where a broker is switched on that may speak for nobody, or for what is
  /// no workspace.
  static Teller of(
      String broker, Duration patience, boolean enabled, Optional<List<String>> names) {
    List<String> named = names.orElse(List.of());
    if (enabled && named.isEmpty()) {
      throw invalid(broker, "is not set; expected the workspaces that its messages may name");
    }
    try {
      return new Teller(
          broker,
          patience,
          named.stream().map(String::strip).map(WorkspaceId::new).collect(Collectors.toSet()));
    } catch (RaghubException noName) {
      throw invalid(broker, "holds a name that is none: " + noName.reason());
    }
  }

  Caller caller() {
    return new Caller(broker, Set.of(Role.INGEST), Optional.of(workspaces));
  }

  private static RaghubException invalid(String broker, String how) {
    return new RaghubException(
        ErrorCode.CONFIGURATION_INVALID, "raghub.%s.workspaces %s".formatted(broker, how));
  }
}
