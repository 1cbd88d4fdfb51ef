package dev.raghub.aggregate;

import dev.raghub.source.Mapping;
import dev.raghub.source.SourceMapping;
import dev.raghub.source.Step;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The ways from the rows of one source to those of another, along references and lists. Only
/// forward: what points to a row is not followed, because then "rentals of a store" would mean as
/// many things as there are tables between.
final class Paths {
  /// Longer ways mean too much by themselves.
  static final int MAX_STEPS = 3;

  private Paths() {}

  /// All shortest ways; none where there is none of at most [#MAX_STEPS] steps. A way from a source
  /// to itself takes at least one step.
  static List<List<Step>> shortest(Mapping mapping, SourceMapping from, String to) {
    List<Way> ends = List.of(new Way(from, List.of()));
    Set<String> seen = new HashSet<>(Set.of(from.name()));
    for (int steps = 1; steps <= MAX_STEPS; steps++) {
      List<Way> next = new ArrayList<>();
      ends.forEach(way -> next.addAll(way.onwards(mapping)));
      List<List<Step>> arrived =
          next.stream().filter(way -> way.at().name().equals(to)).map(Way::path).toList();
      if (!arrived.isEmpty()) {
        return arrived;
      }
      ends = next.stream().filter(way -> !seen.contains(way.at().name())).toList();
      ends.forEach(way -> seen.add(way.at().name()));
    }
    return List.of();
  }

  private record Way(SourceMapping at, List<Step> path) {
    List<Way> onwards(Mapping mapping) {
      List<Step> steps = new ArrayList<>(at.references());
      steps.addAll(at.lists());
      List<Way> ways = new ArrayList<>();
      for (Step step : steps) {
        List<Step> longer = new ArrayList<>(path);
        longer.add(step);
        mapping.source(step.to()).ifPresent(next -> ways.add(new Way(next, longer)));
      }
      return ways;
    }
  }
}
