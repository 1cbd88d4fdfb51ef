package dev.raghub.rest;

import dev.raghub.fault.ErrorCode;
import dev.raghub.observe.Observation;
import dev.raghub.observe.Observer;
import dev.raghub.workspace.Caller;
import dev.raghub.workspace.PostgresAuditLog;
import dev.raghub.workspace.PostgresAuditLog.Begun;
import dev.raghub.workspace.PostgresAuditLog.Ended;
import dev.raghub.workspace.WorkspaceId;
import jakarta.enterprise.context.RequestScoped;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The line of a request in the audit log. [Gate] begins it for whoever comes as an administrator
/// with a method that may change something, so no route can leave it out; [RequestFrame] ends it
/// with the response.
@RequestScoped
public class AdminAction {
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

  /// Of a key that was pasted whole, only what is public.
  private static final Pattern KEY = Pattern.compile("(rh_[A-Za-z0-9]{1,12}).*");

  /// Ids and names as we give them; anything else that stands in an address is not repeated.
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9-][A-Za-z0-9._-]{0,62}");

  private final PostgresAuditLog log;
  private final Observer observer;
  private final Set<String> targets = new LinkedHashSet<>();
  private String action = "unknown";
  private String outcome = "done";
  private Optional<WorkspaceId> workspace = Optional.empty();
  private OptionalLong begun = OptionalLong.empty();

  AdminAction(PostgresAuditLog log, Observer observer) {
    this.log = log;
    this.observer = observer;
  }

  /// What is about to be done, and to what.
  void is(String named, Iterable<String> parameters) {
    action = named;
    parameters.forEach(this::about);
  }

  /// What it is done to, where the address does not say.
  public void about(String id) {
    Matcher key = KEY.matcher(id);
    if (key.matches()) {
      targets.add(key.group(1));
    } else if (ID.matcher(id).matches()) {
      targets.add(id);
    }
  }

  /// In which workspace, where the gate has not entered it.
  public void concerns(WorkspaceId id) {
    workspace = Optional.of(id);
  }

  void begin(Caller caller, String method, String request) {
    if (begun.isEmpty() && !READING.contains(method)) {
      begun = OptionalLong.of(log.begin(new Begun(caller.key(), request, action)));
    }
  }

  /// Nothing was done: the answer of the first time was given again.
  void replayed() {
    outcome = "replayed";
  }

  void refused(ErrorCode code) {
    outcome = code.code();
  }

  /// The line stays open where it cannot be closed; what was done is done.
  void end(Optional<WorkspaceId> entered) {
    if (begun.isPresent()) {
      try {
        log.end(
            begun.getAsLong(),
            new Ended(String.join(" ", targets), workspace.or(() -> entered), outcome));
      } catch (RuntimeException unwritten) {
        observer.saw(
            new Observation.BookkeepingFailed(
                workspace.or(() -> entered).map(WorkspaceId::value).orElse("none"),
                "audit",
                unwritten));
      }
    }
  }
}
