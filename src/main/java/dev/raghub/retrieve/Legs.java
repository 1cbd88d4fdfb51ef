package dev.raghub.retrieve;

import dev.raghub.answer.MissedLeg;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/// Runs the legs of a search beside each other, each on its virtual thread, under one deadline: the
/// only place that fans out.
public final class Legs implements AutoCloseable {
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<MissedLeg> missed = new ArrayList<>();
  private final long deadline;

  public Legs(Duration deadline) {
    this.deadline = System.nanoTime() + deadline.toNanos();
  }

  /// Starts a leg.
  public <T> Future<T> start(Supplier<T> leg) {
    return threads.submit(leg::get);
  }

  /// What the leg found; nothing, with the leg named as missed, when it failed or is late.
  public <T> Optional<T> await(String name, Future<T> leg) {
    try {
      long left = Math.max(0, deadline - System.nanoTime());
      return Optional.of(leg.get(left, TimeUnit.NANOSECONDS));
    } catch (TimeoutException late) {
      leg.cancel(true);
      missed.add(new MissedLeg(name, "deadline"));
    } catch (ExecutionException failure) {
      missed.add(new MissedLeg(name, reason(failure.getCause())));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new RaghubException(ErrorCode.NO_RETRIEVAL_LEG, "the search was stopped", stopped);
    }
    return Optional.empty();
  }

  /// The legs that did not contribute, so far.
  public List<MissedLeg> missed() {
    return missed;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  private static String reason(@org.jspecify.annotations.Nullable Throwable cause) {
    return cause instanceof RaghubException known ? known.code().code() : "error";
  }
}
