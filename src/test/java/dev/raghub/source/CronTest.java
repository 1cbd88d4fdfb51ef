package dev.raghub.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CronTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @Test
  void comesOnceOnTheDayThatSkipsItsHour() {
    assertThat(next("30 2 * * *", "2026-03-27T12:00:00Z", 3))
        .containsExactly("2026-03-28T01:30:00Z", "2026-03-29T01:30:00Z", "2026-03-30T00:30:00Z");
  }

  @Test
  void comesOnceOnTheDayThatHasItsHourTwice() {
    assertThat(next("30 2 * * *", "2026-10-24T12:00:00Z", 2))
        .containsExactly("2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z");
  }

  @Test
  void comesEveryHourThatPasses() {
    assertThat(next("0 * * * *", "2026-10-24T23:30:00Z", 3))
        .containsExactly("2026-10-25T00:00:00Z", "2026-10-25T01:00:00Z", "2026-10-25T02:00:00Z");
    assertThat(next("0 * * * *", "2026-03-29T00:30:00Z", 2))
        .containsExactly("2026-03-29T01:00:00Z", "2026-03-29T02:00:00Z");
  }

  @Test
  void knowsTheLatestTimeThatCame() {
    Cron cron = new Cron("30 2 * * *");

    assertThat(cron.latest(Instant.parse("2026-03-29T01:30:00Z"), BERLIN))
        .contains(Instant.parse("2026-03-29T01:30:00Z"));
    assertThat(cron.latest(Instant.parse("2026-03-29T01:29:59Z"), BERLIN))
        .contains(Instant.parse("2026-03-28T01:30:00Z"));
    assertThat(cron.latest(Instant.parse("2026-10-25T01:30:00Z"), BERLIN))
        .as("the second half past two")
        .contains(Instant.parse("2026-10-25T00:30:00Z"));
    assertThat(new Cron("*/5 * * * *").latest(Instant.parse("2026-10-25T01:30:00Z"), BERLIN))
        .contains(Instant.parse("2026-10-25T01:30:00Z"));
  }

  @Test
  void refusesWhatIsNoCrontabOrNeverComes() {
    for (String broken : List.of("61 2 * * *", "* * * *", "", "@daily", "0 0 L * *", "a b c d e")) {
      assertThatThrownBy(() -> new Cron(broken))
          .as(broken)
          .hasMessageContaining("is no crontab expression")
          .hasMessageContaining("expected minute, hour");
    }
    assertThatThrownBy(() -> new Cron("0 0 31 2 *")).hasMessageContaining("never comes");
  }

  private static List<String> next(String expression, String after, int times) {
    Cron cron = new Cron(expression);
    List<String> found = new ArrayList<>();
    Instant at = Instant.parse(after);
    for (int i = 0; i < times; i++) {
      at = cron.next(at, BERLIN).orElseThrow();
      found.add(at.toString());
    }
    return found;
  }
}
