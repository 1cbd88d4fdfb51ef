package dev.raghub.schedule;

import dev.raghub.source.Cron;
import dev.raghub.source.Schedule;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/// The times of one source's schedule.
///
/// @param telling whether the source can tell what changed
record Plan(String workspace, String source, Schedule schedule, boolean telling) {
  /// What was fired so far.
  ///
  /// @param since when the schedule is in force: what it would have planned before is not made up
  ///   for
  /// @param last the last planned time that was fired; empty = none
  /// @param lastFull the last that read the whole source
  record Fired(Instant since, Optional<Instant> last, Optional<Instant> lastFull) {}

  /// A time that has come.
  record Due(String source, Instant planned, Kind kind) {}

  /// The firing that is due; of several that were missed, the last, and one that reads the whole
  /// source if one of them would have.
  Optional<Due> due(Instant now, Fired fired) {
    Optional<Instant> full =
        schedule
            .reconcile()
            .flatMap(cron -> come(cron, now, later(fired.since(), fired.lastFull())));
    Optional<Instant> any = come(schedule.cron(), now, later(fired.since(), fired.last()));
    return Stream.concat(full.stream(), any.stream())
        .max(Instant::compareTo)
        .map(
            planned ->
                new Due(source, planned, full.isPresent() || !telling ? Kind.FULL : Kind.CHANGED));
  }

  /// When it fires next.
  Optional<Instant> next(Instant now) {
    Instant from = now.minus(schedule.jitter());
    return Stream.concat(Stream.of(schedule.cron()), schedule.reconcile().stream())
        .flatMap(cron -> next(cron, from, now).stream())
        .min(Instant::compareTo);
  }

  private Optional<Instant> next(Cron cron, Instant from, Instant now) {
    Optional<Instant> planned = cron.next(from, schedule.zone());
    while (planned.isPresent() && !begins(planned.get()).isAfter(now)) {
      planned = cron.next(planned.get(), schedule.zone());
    }
    return planned.map(this::begins);
  }

  /// The last planned time behind the floor that has come, jitter included.
  private Optional<Instant> come(Cron cron, Instant now, Instant floor) {
    Optional<Instant> planned = cron.latest(now, schedule.zone());
    while (planned.isPresent()
        && planned.get().isAfter(floor)
        && begins(planned.get()).isAfter(now)) {
      planned = cron.latest(planned.get().minusMillis(1), schedule.zone());
    }
    return planned.filter(time -> time.isAfter(floor));
  }

  private static Instant later(Instant one, Optional<Instant> other) {
    return other.filter(time -> time.isAfter(one)).orElse(one);
  }

  /// The planned time with its jitter, on which all gateways agree.
  Instant begins(Instant planned) {
    if (schedule.jitter().isZero()) {
      return planned;
    }
    String what = workspace + '\n' + source + '\n' + planned.getEpochSecond();
    long hash =
        UUID.nameUUIDFromBytes(what.getBytes(StandardCharsets.UTF_8)).getLeastSignificantBits();
    return planned.plus(Duration.ofMillis(Math.floorMod(hash, schedule.jitter().toMillis())));
  }
}
