package dev.raghub.eval;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// How questions were routed, against where they belong. Shares are percent, 0 of nothing.
public final class RoutingScores {
  /// In a confusion: out of scope, or refused.
  public static final String NONE = "-";

  private final Map<String, Map<String, Integer>> confusion = new TreeMap<>();

  /// Takes in a decision.
  public void add(Optional<String> belongs, Optional<String> routed) {
    confusion
        .computeIfAbsent(belongs.orElse(NONE), key -> new TreeMap<>())
        .merge(routed.orElse(NONE), 1, Integer::sum);
  }

  /// How many of where (rows) went where (columns); [#NONE] stands for nowhere.
  public Map<String, Map<String, Integer>> confusion() {
    return confusion;
  }

  /// The questions in scope.
  public int inScope() {
    return confusion.keySet().stream()
        .filter(belongs -> !belongs.equals(NONE))
        .mapToInt(this::total)
        .sum();
  }

  /// The questions out of scope.
  public int outOfScope() {
    return total(NONE);
  }

  /// The share of the questions in scope that was routed anywhere.
  public double acceptance() {
    return percent(accepted(), inScope());
  }

  /// The share of those that went where they belong.
  public double acceptedAccuracy() {
    return percent(right(), accepted());
  }

  /// The share of the questions out of scope that was refused.
  public double outOfScopeRefused() {
    return percent(cell(NONE, NONE), outOfScope());
  }

  /// The share of all questions that was decided rightly.
  public double accuracy() {
    return percent(right() + cell(NONE, NONE), inScope() + outOfScope());
  }

  private int accepted() {
    return inScope()
        - confusion.keySet().stream()
            .filter(belongs -> !belongs.equals(NONE))
            .mapToInt(belongs -> cell(belongs, NONE))
            .sum();
  }

  private int right() {
    return confusion.keySet().stream()
        .filter(belongs -> !belongs.equals(NONE))
        .mapToInt(belongs -> cell(belongs, belongs))
        .sum();
  }

  private int cell(String belongs, String routed) {
    return confusion.getOrDefault(belongs, Map.of()).getOrDefault(routed, 0);
  }

  private int total(String belongs) {
    return confusion.getOrDefault(belongs, Map.of()).values().stream()
        .mapToInt(Integer::intValue)
        .sum();
  }

  private static double percent(int part, int whole) {
    return whole == 0 ? 0 : 100.0 * part / whole;
  }
}
