package dev.raghub.broker;

import dev.raghub.change.ChangeWorkers;
import dev.raghub.change.PostgresChanges;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.ErrorType;
import dev.raghub.fault.RaghubException;
import dev.raghub.observe.Observation;
import dev.raghub.observe.Observer;
import dev.raghub.workspace.PostgresWorkspaces;
import dev.raghub.workspace.Workspace;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Takes a message in: into the queue of changes, or to the dead letters if it can never be taken.
/// What fails for any other reason (a full queue, a frozen workspace, a database that is away, dead
/// letters that cannot be written) is tried again for as long as it takes.
///
/// Blocks: to be called on virtual threads, whose number says how many messages wait at a time.
@ApplicationScoped
public class Intake {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  /// After which a dead letter is written again that nobody has confirmed.
  private static final Duration BURIAL = Duration.ofMinutes(1);

  private final PostgresChanges changes;
  private final PostgresWorkspaces workspaces;
  private final ChangeWorkers workers;
  private final Observer observer;
  private final CountDownLatch stopped = new CountDownLatch(1);

  Intake(
      PostgresChanges changes,
      PostgresWorkspaces workspaces,
      ChangeWorkers workers,
      Observer observer) {
    this.changes = changes;
    this.workspaces = workspaces;
    this.workers = workers;
    this.observer = observer;
  }

  void stop(@Observes ShutdownEvent stop) {
    stopped.countDown();
  }

  /// Done when the message may be acknowledged; never done where the gateway stops before, so that
  /// the broker gives it to somebody else.
  CompletionStage<Void> take(Teller teller, byte[] body, DeadLetters dead) {
    boolean done;
    try {
      done = patiently(teller, () -> enter(teller, body));
    } catch (RaghubException poison) {
      done =
          patiently(
              teller,
              () ->
                  dead.put(poison)
                      .toCompletableFuture()
                      .orTimeout(BURIAL.toSeconds(), TimeUnit.SECONDS)
                      .join());
      saw(teller, poison.code().code());
    }
    return done ? CompletableFuture.completedFuture(null) : new CompletableFuture<>();
  }

  private void enter(Teller teller, byte[] body) {
    ChangeMessage message = ChangeMessage.read(body);
    Workspace workspace = workspaces.enter(teller.caller(), Optional.of(message.workspace()));
    changes.enter(workspace, message.changes());
    saw(teller, "taken");
    workers.wake(workspace);
  }

  /// Whether it was done before the gateway stops. Throws what trying again cannot mend.
  private boolean patiently(Teller teller, Runnable work) {
    Duration pause = FIRST_PAUSE;
    do {
      try {
        work.run();
        return true;
      } catch (RuntimeException failure) {
        if (failure instanceof RaghubException known && known.code().type() == ErrorType.CALLER) {
          throw known;
        }
        observer.saw(
            new Observation.MessageWaits(
                teller.broker(), code(failure), pause.equals(FIRST_PAUSE)));
      }
      Duration next = pause.multipliedBy(2);
      pause = next.compareTo(LONGEST_PAUSE) < 0 ? next : LONGEST_PAUSE;
    } while (!stopsWithin(pause));
    return false;
  }

  private boolean stopsWithin(Duration pause) {
    try {
      return stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private static String code(RuntimeException failure) {
    return failure instanceof RaghubException known
        ? known.code().code()
        : ErrorCode.INTERNAL.code();
  }

  private void saw(Teller teller, String outcome) {
    observer.saw(new Observation.MessageSeen(teller.broker(), outcome));
  }
}
