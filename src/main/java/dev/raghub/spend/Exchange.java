package dev.raghub.spend;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Between the thread that asks a model and the caller who listens: what one says waits until the
/// other takes it, and either may end first. What waits is at most a completion long.
final class Exchange implements Hearer {
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private Optional<Thread> asking = Optional.empty();
  private boolean left;
  private boolean worked;
  private boolean cut;

  /// What the caller is told.
  sealed interface Event {
    record Piece(String text) implements Event {}

    record Answered(PaidReply reply) implements Event {}

    record Failed(RuntimeException cause) implements Event {}

    record Broken(Error cause) implements Event {}
  }

  /// The caller's side: waits for what is said next.
  Event next() throws InterruptedException {
    return events.take();
  }

  /// The caller's side: nobody listens any more.
  synchronized void leave() {
    left = true;
    events.clear();
  }

  /// Ends the model's call now. A thread that is past it is left alone: what it writes to the
  /// database must not break.
  synchronized void cut() {
    asking.ifPresent(
        thread -> {
          cut = true;
          thread.interrupt();
        });
  }

  /// Whether it is over within this time.
  boolean over(Duration limit) throws InterruptedException {
    return over.await(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// The asking side: false where nobody would hear the answer.
  synchronized boolean begin() {
    if (!left) {
      asking = Optional.of(Thread.currentThread());
    }
    return !left;
  }

  /// The asking side: the model's call has ended, one way or the other.
  synchronized void asked() {
    asking = Optional.empty();
    Thread.interrupted();
  }

  @Override
  public synchronized void accept(String piece) {
    worked = true;
    if (!left) {
      events.add(new Event.Piece(piece));
    }
  }

  @Override
  public synchronized void worked() {
    worked = true;
  }

  /// Whether the model may have worked although its call failed: it had begun to speak, was cut
  /// short, or one of the attempts may be billed.
  synchronized boolean mayHaveWorked() {
    return worked || cut;
  }

  void end(Event last) {
    events.add(last);
    over.countDown();
  }
}
