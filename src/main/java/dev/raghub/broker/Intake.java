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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

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

  Fate take(Teller teller, byte[] body, DeadLetters dead) {
    try {
      return patiently(
          teller,
          () -> {
            enter(teller, body);
            return true;
          });
    } catch (RaghubException poison) {
      Fate fate = patiently(teller, () -> bury(dead, poison));
      if (fate == Fate.DONE || fate == Fate.REJECTED) {
        saw(teller, poison.code().code());
      }
      return fate;
    }
  }

  private static boolean bury(DeadLetters dead, RaghubException poison) {
    return dead.put(poison)
        .toCompletableFuture()
        .orTimeout(BURIAL.toSeconds(), TimeUnit.SECONDS)
        .join();
  }

  private void enter(Teller teller, byte[] body) {
    ChangeMessage message = ChangeMessage.read(body);
    Workspace workspace = workspaces.enter(teller.caller(), Optional.of(message.workspace()));
    changes.enter(workspace, message.changes());
    saw(teller, "taken");
    workers.wake(workspace);
  }

  /// Throws what trying again cannot mend.
  private Fate patiently(Teller teller, BooleanSupplier work) {
    Duration pause = FIRST_PAUSE;
    Duration waited = Duration.ZERO;
    while (waited.compareTo(teller.patience()) < 0) {
      try {
        return work.getAsBoolean() ? Fate.DONE : Fate.REJECTED;
      } catch (RuntimeException failure) {
        if (failure instanceof RaghubException known && known.code().type() == ErrorType.CALLER) {
          throw known;
        }
        observer.saw(new Observation.MessageWaits(teller.broker(), code(failure), waited.isZero()));
      }
      if (stopsWithin(pause)) {
        return Fate.LEFT;
      }
      waited = waited.plus(pause);
      pause = longer(pause);
    }
    return Fate.GIVEN_BACK;
  }

  private static Duration longer(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
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
