package dev.raghub.cache;

import dev.raghub.answer.Answer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Answers that are being made in this process, so that a hundred equal questions at once cost one.
final class Flights {
  private final Map<Key, Flight> flights = new ConcurrentHashMap<>();

  /// @param revision of the workspace when the question came: whoever asks after a change gets
  ///   nothing that was begun before it
  record Key(Partition partition, String question, long revision) {}

  /// An answer being made.
  final class Flight {
    private final Key key;
    private final CompletableFuture<Optional<Answer>> landing = new CompletableFuture<>();

    private Flight(Key key) {
      this.key = key;
    }

    /// The answer is made; empty = it was not.
    void land(Optional<Answer> answer) {
      flights.remove(key, this);
      landing.complete(answer);
    }
  }

  /// Takes the lead; empty = somebody else has it.
  Optional<Flight> lead(Key key) {
    Flight mine = new Flight(key);
    return flights.putIfAbsent(key, mine) == null ? Optional.of(mine) : Optional.empty();
  }

  /// Waits for the answer that is being made; empty where none comes.
  Optional<Answer> follow(Key key, Duration wait) {
    Flight flight = flights.get(key);
    if (flight == null) {
      return Optional.empty();
    }
    try {
      return flight.landing.get(wait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException left) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (ExecutionException | TimeoutException late) {
      return Optional.empty();
    }
  }
}
