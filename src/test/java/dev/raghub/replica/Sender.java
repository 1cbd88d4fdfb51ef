package dev.raghub.replica;

import dev.raghub.change.Await;
import dev.raghub.rest.Client;
import dev.raghub.rest.Client.Answer;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.IntPredicate;

/// A system that knows all gateways of a fleet: it asks one, and the next one where that does not
/// serve. Thread-safe.
///
/// @see Balancer
final class Sender {
  /// What a gateway may do that serves nobody just now: not be there, or say so.
  static final String REFUSED = "refused";

  static final String UNAVAILABLE = "unavailable";

  static final String SERVED = "served";

  /// Broken off before there was an answer, so that nobody knows what became of it.
  static final String CUT = "cut";

  /// None of the gateways served.
  static final String NOBODY = "nobody";

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final long PAUSE_NANOS = 100_000_000;

  private final Fleet fleet;
  private final IntPredicate serves;
  private final AtomicInteger turns = new AtomicInteger();
  private final Map<String, LongAdder> outcomes = new ConcurrentHashMap<>();
  private final Queue<String> wrong = new ConcurrentLinkedQueue<>();

  /// One that asks all alike.
  Sender(Fleet fleet) {
    this(fleet, place -> true);
  }

  /// @param serves which places are asked
  Sender(Fleet fleet, IntPredicate serves) {
    this.fleet = fleet;
    this.serves = serves;
  }

  /// Sends it again and again until a gateway has taken it.
  Answer send(Function<Client, HttpRequest> request) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      int first = turns.getAndIncrement();
      for (int tried = 0; tried < fleet.size(); tried++) {
        int place = (first + tried) % fleet.size();
        Optional<Answer> answer = serves.test(place) ? ask(place, request) : Optional.empty();
        if (answer.isPresent()) {
          return answer.get();
        }
      }
      count(NOBODY);
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    throw new AssertionError("no gateway has taken it: " + outcomes());
  }

  /// The answer of a gateway that serves.
  private Optional<Answer> ask(int place, Function<Client, HttpRequest> request) {
    try {
      Client gateway = fleet.admin(place);
      Answer answer = gateway.send(request.apply(gateway));
      boolean served = answer.status() / 100 == 2;
      boolean unavailable =
          answer.status() == 503 && answer.isProblem() && !answer.header("Retry-After").isEmpty();
      if (!served && !unavailable) {
        wrong.add(answer.everything());
      }
      count(served ? SERVED : unavailable ? UNAVAILABLE : "wrong");
      return Optional.of(answer).filter(any -> served);
    } catch (UncheckedIOException failed) {
      count(failed.getCause() instanceof ConnectException ? REFUSED : CUT);
      return Optional.empty();
    }
  }

  private void count(String outcome) {
    outcomes.computeIfAbsent(outcome, any -> new LongAdder()).increment();
  }

  /// How often what happened.
  Map<String, Long> outcomes() {
    Map<String, Long> counted = new TreeMap<>();
    outcomes.forEach((outcome, count) -> counted.put(outcome, count.sum()));
    return counted;
  }

  /// Waits until this has happened once more.
  void awaitAnother(String outcome) {
    long before = outcomes().getOrDefault(outcome, 0L);
    Await.until("another " + outcome, () -> outcomes().getOrDefault(outcome, 0L) > before);
  }

  /// What no gateway may ever say, whatever becomes of it.
  List<String> wrong() {
    return List.copyOf(wrong);
  }
}
