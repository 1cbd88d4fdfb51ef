package dev.raghub.announce;

import dev.raghub.ingest.Run;
import java.util.List;
import java.util.Locale;

/// What a subscriber is told of a run.
enum Event {
  RUN_FINISHED,
  RUN_FAILED;

  static final List<String> WORDS = List.of("run.finished", "run.failed");

  /// As the webhook's `type` has it.
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '.');
  }

  static Event of(Run run) {
    return run.state() == Run.State.FAILED ? RUN_FAILED : RUN_FINISHED;
  }
}
