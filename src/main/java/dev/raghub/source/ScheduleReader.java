package dev.raghub.source;

import dev.raghub.fault.RaghubException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The `schedule` of a mapping and of its sources. What a source's own leaves out is as in the
/// mapping's.
final class ScheduleReader {
  static final String FIELD = "schedule";
  static final String NONE = "none";

  private static final Set<String> SCHEDULE = Set.of("cron", "zone", "jitter", "reconcile");
  private static final Pattern JITTER = Pattern.compile("(\\d{1,5})([smh])");

  private final MappingReader reader;

  ScheduleReader(MappingReader reader) {
    this.reader = reader;
  }

  Schedules read(YamlNode.Fields root) {
    Optional<Schedule> common = schedule(root, Optional.empty());
    Map<String, Schedule> own = new HashMap<>();
    Set<String> never = new HashSet<>();
    if (root.values().get("sources") instanceof YamlNode.Sequence sources) {
      for (YamlNode node : sources.items()) {
        if (node instanceof YamlNode.Fields source && source.values().containsKey(FIELD)) {
          String name = reader.required(source, "name");
          schedule(source, common)
              .ifPresentOrElse(schedule -> own.put(name, schedule), () -> never.add(name));
        }
      }
    }
    return new Schedules(common, own, never);
  }

  private Optional<Schedule> schedule(YamlNode.Fields owner, Optional<Schedule> common) {
    YamlNode node = owner.values().get(FIELD);
    if (node == null || isNone(node)) {
      return Optional.empty();
    }
    YamlNode.Fields fields = reader.fields(node, FIELD, SCHEDULE);
    if (common.isEmpty()) {
      reader.required(fields, "cron");
    }
    return Optional.of(
        reader.at(
            fields.place(),
            () ->
                new Schedule(
                    cron(fields, "cron").or(() -> common.map(Schedule::cron)).orElseThrow(),
                    cron(fields, "reconcile").or(() -> common.flatMap(Schedule::reconcile)),
                    zone(fields).or(() -> common.map(Schedule::zone)).orElse(ZoneOffset.UTC),
                    jitter(fields).or(() -> common.map(Schedule::jitter)).orElse(Duration.ZERO))));
  }

  private static boolean isNone(YamlNode node) {
    return switch (node) {
      case YamlNode.Absent _ -> true;
      case YamlNode.Scalar scalar -> scalar.value().equals(NONE);
      case YamlNode.Fields _, YamlNode.Sequence _ -> false;
    };
  }

  private Optional<Cron> cron(YamlNode.Fields fields, String name) {
    String value = reader.text(fields, name);
    return value.isEmpty()
        ? Optional.empty()
        : Optional.of(reader.at(MappingReader.place(fields, name), () -> new Cron(value)));
  }

  private Optional<ZoneId> zone(YamlNode.Fields fields) {
    String value = reader.text(fields, "zone");
    if (value.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(ZoneId.of(value));
    } catch (DateTimeException unknown) {
      throw refuse(fields, "zone", value, "a time zone such as Europe/Berlin");
    }
  }

  private Optional<Duration> jitter(YamlNode.Fields fields) {
    String value = reader.text(fields, "jitter");
    if (value.isEmpty()) {
      return Optional.empty();
    }
    Matcher parts = JITTER.matcher(value);
    if (!parts.matches()) {
      throw refuse(fields, "jitter", value, "a number with s, m or h, such as 10m");
    }
    long number = Long.parseLong(parts.group(1));
    return Optional.of(
        switch (parts.group(2)) {
          case "s" -> Duration.ofSeconds(number);
          case "m" -> Duration.ofMinutes(number);
          default -> Duration.ofHours(number);
        });
  }

  private RaghubException refuse(
      YamlNode.Fields fields, String name, String value, String expected) {
    return reader.refuse(
        MappingReader.place(fields, name),
        "%s is \"%s\"; expected %s".formatted(name, value, expected));
  }
}
