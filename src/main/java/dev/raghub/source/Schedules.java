package dev.raghub.source;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// When the sources of a mapping are read by themselves.
///
/// @param common of all sources that have none of their own
/// @param own by the source's name
/// @param never sources that are not, though there is a common one
public record Schedules(Optional<Schedule> common, Map<String, Schedule> own, Set<String> never) {
  public static final Schedules NONE = new Schedules(Optional.empty(), Map.of(), Set.of());

  public Schedules {
    own = Map.copyOf(own);
    never = Set.copyOf(never);
  }

  /// The schedule of this source.
  public Optional<Schedule> of(String source) {
    return never.contains(source)
        ? Optional.empty()
        : Optional.ofNullable(own.get(source)).or(() -> common);
  }
}
