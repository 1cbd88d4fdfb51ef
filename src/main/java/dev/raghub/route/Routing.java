package dev.raghub.route;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Where a question belongs.
///
/// @param workspace empty where none is near enough
/// @param scores of all workspaces, the best first
/// @param threshold what the best has to reach
public record Routing(Optional<String> workspace, Map<String, Double> scores, double threshold) {
  public Routing {
    scores = Collections.unmodifiableMap(new LinkedHashMap<>(scores));
  }
}
