package dev.raghub.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raghub.schedule.Plan.Due;
import dev.raghub.schedule.Plan.Fired;
import dev.raghub.source.Cron;
import dev.raghub.source.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlanTest {
  private static final Instant SINCE = Instant.parse("2026-01-01T00:00:00Z");
  private static final Fired NEVER = new Fired(SINCE, Optional.empty(), Optional.empty());

  @Test
  void isDueFromItsTimeOn() {
    Plan plan = plan(Duration.ZERO, Optional.empty(), true);

    assertThat(plan.due(Instant.parse("2026-01-01T02:29:59Z"), NEVER)).isEmpty();
    assertThat(plan.due(Instant.parse("2026-01-01T02:30:00Z"), NEVER))
        .contains(due("2026-01-01T02:30:00Z", Kind.CHANGED));
  }

  @Test
  void isDueOnceForAllThatWasMissed() {
    Plan plan = plan(Duration.ZERO, Optional.empty(), false);
    Instant now = Instant.parse("2026-01-09T12:00:00Z");

    Due due = plan.due(now, NEVER).orElseThrow();

    assertThat(due).isEqualTo(due("2026-01-09T02:30:00Z", Kind.FULL));
    assertThat(plan.due(now, fired(due))).isEmpty();
  }

  @Test
  void makesUpForAMissedReadingOfAllByReadingAll() {
    Plan plan = plan(Duration.ZERO, Optional.of(new Cron("0 4 * * 0")), true);
    Instant tuesday = Instant.parse("2026-01-06T12:00:00Z");

    assertThat(plan.due(tuesday, NEVER)).contains(due("2026-01-06T02:30:00Z", Kind.FULL));
    assertThat(plan.due(Instant.parse("2026-01-03T12:00:00Z"), NEVER))
        .contains(due("2026-01-03T02:30:00Z", Kind.CHANGED));
  }

  @Test
  void doesNotLoseTheReadingOfAllBehindALaterOneOfChanges() {
    Plan plan = plan(Duration.ZERO, Optional.of(new Cron("0 4 * * 0")), true);
    Fired changed =
        new Fired(SINCE, Optional.of(Instant.parse("2026-01-05T02:30:00Z")), Optional.empty());

    assertThat(plan.due(Instant.parse("2026-01-05T12:00:00Z"), changed))
        .contains(due("2026-01-04T04:00:00Z", Kind.FULL));
  }

  @Test
  void beginsLaterByTheSameJitterEverywhere() {
    Plan here = plan(Duration.ofMinutes(10), Optional.empty(), false);
    Plan there = plan(Duration.ofMinutes(10), Optional.empty(), false);
    Instant planned = Instant.parse("2026-01-01T02:30:00Z");
    Instant begins = here.begins(planned);

    assertThat(begins).isEqualTo(there.begins(planned)).isAfterOrEqualTo(planned);
    assertThat(begins).isBefore(planned.plus(Duration.ofMinutes(10)));
    assertThat(begins).isNotEqualTo(here.begins(planned.plus(Duration.ofDays(1))));
    assertThat(here.due(begins.minusMillis(1), NEVER)).isEmpty();
    assertThat(here.due(begins, NEVER)).contains(due("2026-01-01T02:30:00Z", Kind.FULL));
    assertThat(here.next(begins.minusMillis(1))).contains(begins);
    assertThat(here.next(begins)).contains(here.begins(planned.plus(Duration.ofDays(1))));
  }

  private static Plan plan(Duration jitter, Optional<Cron> reconcile, boolean telling) {
    return new Plan(
        "shop",
        "item",
        new Schedule(new Cron("30 2 * * *"), reconcile, ZoneOffset.UTC, jitter),
        telling);
  }

  private static Due due(String planned, Kind kind) {
    return new Due("item", Instant.parse(planned), kind);
  }

  private static Fired fired(Due due) {
    return new Fired(SINCE, Optional.of(due.planned()), Optional.of(due.planned()));
  }
}
