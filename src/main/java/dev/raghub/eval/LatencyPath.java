package dev.raghub.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What was seen on one way to an answer: how long it took in the gateway, and how it was served.
public final class LatencyPath {
  private final String name;
  private final String expected;
  private final List<Double> milliseconds = new ArrayList<>();
  private final Map<String, Integer> served = new TreeMap<>();

  /// @param expected how answers on this way are served; another is counted and not timed
  public LatencyPath(String name, String expected) {
    this.name = name;
    this.expected = expected;
  }

  /// @param how as in `served.how` of an answer
  public void saw(String how, double took) {
    if (how.equals(expected)) {
      milliseconds.add(took);
    }
    served.merge(how, 1, Integer::sum);
  }

  public String name() {
    return name;
  }

  public Percentiles milliseconds() {
    return Percentiles.of(milliseconds);
  }

  /// How often it was gone, however it was served.
  public int seen() {
    return served.values().stream().mapToInt(Integer::intValue).sum();
  }

  /// How many were served how.
  public Map<String, Integer> served() {
    return Map.copyOf(served);
  }
}
