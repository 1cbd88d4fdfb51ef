package dev.raghub.observe;

import jakarta.enterprise.context.RequestScoped;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Times the stages of one request, for `Server-Timing` and the metrics.
@RequestScoped
public class StageClock {
  private final Map<String, Duration> stages = new ConcurrentSkipListMap<>();
  private final Observer observer;

  StageClock(Observer observer) {
    this.observer = observer;
  }

  /// Runs a stage. A stage that runs twice in a request adds up.
  public <T> T time(String stage, Supplier<T> work) {
    long start = System.nanoTime();
    try {
      return work.get();
    } finally {
      note(stage, Duration.ofNanos(System.nanoTime() - start));
    }
  }

  /// Notes a stage that was timed elsewhere, such as on another thread.
  public void note(String stage, Duration took) {
    stages.merge(stage, took, Duration::plus);
    observer.saw(new Observation.StageDone(stage, took));
  }

  /// The stages and the whole request in the syntax of the `Server-Timing` header, in milliseconds.
  /// Stages may lie beside and within each other: they do not add up to the whole. Empty without
  /// stages: how long a refusal took is nobody's business.
  public String serverTiming(Duration total) {
    if (stages.isEmpty()) {
      return "";
    }
    return Stream.concat(stages.entrySet().stream(), Stream.of(Map.entry("total", total)))
        .map(
            stage ->
                String.format(
                    Locale.ROOT, "%s;dur=%.2f", stage.getKey(), stage.getValue().toNanos() / 1e6))
        .collect(Collectors.joining(", "));
  }
}
