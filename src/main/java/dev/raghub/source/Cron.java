package dev.raghub.source;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;

/// Times that come again, as a Unix crontab says them: minute, hour, day of month, month, day of
/// week.
///
/// Where clocks are put forward or back, an expression with fixed hours holds once on that day: a
/// time that does not exist comes an hour later, one that exists twice comes the first time. Where
/// every hour or every n-th is meant (`*` or `*/n`), it is hours that pass, and not those on the
/// wall. So does Vixie cron.
public record Cron(String expression) {
  /// No zone moves its clocks further.
  private static final int WIDEST_HOURS = 26;

  private static final ZonedDateTime ANY_DAY =
      ZonedDateTime.of(2024, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

  public Cron {
    expression = expression.strip();
    try {
      if (execution(expression).nextExecution(ANY_DAY).isEmpty()) {
        throw Mapping.invalid("\"" + expression + "\" never comes; expected times that do");
      }
    } catch (IllegalArgumentException refused) {
      throw Mapping.invalid(
          "\"%s\" is no crontab expression (%s); expected minute, hour, day of month, month, day of week, such as \"30 2 * * *\""
              .formatted(expression, refused.getMessage()));
    }
  }

  /// The first time after this.
  public Optional<Instant> next(Instant after, ZoneId zone) {
    ExecutionTime times = execution(expression);
    if (hourly()) {
      return times.nextExecution(after.atZone(zone)).map(ZonedDateTime::toInstant);
    }
    Optional<ZonedDateTime> wall = times.nextExecution(wall(after, zone).minusHours(WIDEST_HOURS));
    while (wall.isPresent() && !instant(wall.get(), zone).isAfter(after)) {
      wall = times.nextExecution(wall.get());
    }
    return wall.map(time -> instant(time, zone));
  }

  /// The last time that is not after this.
  public Optional<Instant> latest(Instant notAfter, ZoneId zone) {
    ExecutionTime times = execution(expression);
    if (hourly()) {
      return times.lastExecution(notAfter.plusMillis(1).atZone(zone)).map(ZonedDateTime::toInstant);
    }
    Optional<ZonedDateTime> wall =
        times.lastExecution(wall(notAfter, zone).plusHours(WIDEST_HOURS));
    while (wall.isPresent() && instant(wall.get(), zone).isAfter(notAfter)) {
      wall = times.lastExecution(wall.get());
    }
    return wall.map(time -> instant(time, zone));
  }

  private boolean hourly() {
    return expression.split("\\s+", -1)[1].startsWith("*");
  }

  /// What the clock on the wall shows, as a time of a zone that never moves its clocks.
  private static ZonedDateTime wall(Instant instant, ZoneId zone) {
    return instant.atZone(zone).toLocalDateTime().atZone(ZoneOffset.UTC);
  }

  private static Instant instant(ZonedDateTime wall, ZoneId zone) {
    return wall.toLocalDateTime().atZone(zone).toInstant();
  }

  private static ExecutionTime execution(String expression) {
    return ExecutionTime.forCron(
        new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX))
            .parse(expression)
            .validate());
  }
}
