package dev.raghub.model;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

/// So many at a time; of those who wait, questions first, then whoever came first. Safe for many
/// threads.
final class Turns {
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Urgency, Deque<Waiter>> waiting = new EnumMap<>(Urgency.class);
  private final int mostWaiting;
  private int free;

  Turns(int atATime, int mostWaiting) {
    this.free = atATime;
    this.mostWaiting = mostWaiting;
    for (Urgency urgency : Urgency.values()) {
      waiting.put(urgency, new ArrayDeque<>());
    }
  }

  /// Why somebody has no turn.
  enum Outcome {
    TURN,
    TOO_MANY_WAIT,
    WAITED_TOO_LONG
  }

  /// Waits for a turn; whoever gets one has to [#end] it.
  Outcome begin(Urgency urgency, Duration patience) {
    Waiter waiter = new Waiter();
    lock.lock();
    try {
      if (free > 0) {
        free--;
        return Outcome.TURN;
      }
      if (queue(urgency).size() >= mostWaiting) {
        return Outcome.TOO_MANY_WAIT;
      }
      queue(urgency).addLast(waiter);
    } finally {
      lock.unlock();
    }
    return await(waiter, urgency, patience) ? Outcome.TURN : Outcome.WAITED_TOO_LONG;
  }

  void end() {
    lock.lock();
    try {
      for (Urgency urgency : Urgency.values()) {
        Waiter next = queue(urgency).pollFirst();
        if (next != null) {
          next.turn.complete(true);
          return;
        }
      }
      free++;
    } finally {
      lock.unlock();
    }
  }

  /// How many wait.
  int waiting() {
    lock.lock();
    try {
      return waiting.values().stream().mapToInt(Deque::size).sum();
    } finally {
      lock.unlock();
    }
  }

  private boolean await(Waiter waiter, Urgency urgency, Duration patience) {
    try {
      return waiter.turn.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException | ExecutionException tooLong) {
      return !leave(waiter, urgency);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      if (!leave(waiter, urgency)) {
        end();
      }
      return false;
    }
  }

  /// Whether somebody left the queue; otherwise the turn came at the last moment.
  private boolean leave(Waiter waiter, Urgency urgency) {
    lock.lock();
    try {
      return queue(urgency).remove(waiter);
    } finally {
      lock.unlock();
    }
  }

  private Deque<Waiter> queue(Urgency urgency) {
    return waiting.computeIfAbsent(urgency, key -> new ArrayDeque<>());
  }

  /// Somebody in a queue.
  private static final class Waiter {
    private final CompletableFuture<Boolean> turn = new CompletableFuture<>();
  }
}
