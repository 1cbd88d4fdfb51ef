package dev.raghub.context;

import dev.raghub.model.TokenCounter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Chooses as many units as a ceiling of tokens has room for. A tokenizer is slow and its counts do
/// not add up, so units are chosen by an estimate, which is then corrected by what the tokenizer
/// says of the whole; what counts is the tokenizer's count of the final text.
final class Fitting {
  private static final int CORRECTIONS = 4;
  private static final double FULL = 0.97;
  private static final double CAUTION = 0.99;

  /// What brackets, marks of omission and the line's end cost in a source's line.
  private static final int FRAME = 6;

  private final int maxTokens;
  private final TokenCounter counter;
  private final TokenCounter estimate;

  Fitting(int maxTokens, TokenCounter counter, TokenCounter estimate) {
    this.maxTokens = maxTokens;
    this.counter = counter;
    this.estimate = estimate;
  }

  /// The fullest layout under the ceiling.
  ///
  /// @param ordered units, in the order in which they are wanted
  /// @param found passages there are to choose from
  Layout fit(List<Unit> ordered, int found) {
    double budget = maxTokens;
    Layout best = new Layout(List.of(), found);
    int most = 0;
    List<Unit> chosen = List.of();
    for (int i = 0; i < CORRECTIONS && most < FULL * maxTokens; i++) {
      chosen = choose(ordered, budget);
      Layout layout = new Layout(chosen, found);
      int tokens = Math.max(1, counter.count(layout.text()));
      if (!chosen.isEmpty() && tokens <= maxTokens && tokens > most) {
        best = layout;
        most = tokens;
      }
      if (tokens <= maxTokens && chosen.size() == ordered.size()) {
        return layout;
      }
      budget *= CAUTION * maxTokens / tokens;
    }
    return most > 0 || ordered.isEmpty() ? best : dropped(chosen, ordered, found);
  }

  /// The layout's text; where even that is above the ceiling, the beginning of its sources.
  String cut(Layout layout) {
    String kept = layout.lines();
    String text = layout.withNote(kept);
    while (counter.count(text) > maxTokens) {
      int end = Math.min(kept.length() - 2, kept.length() * maxTokens / counter.count(text));
      kept = kept.substring(0, cutBefore(kept, Math.max(0, end))).strip() + "…";
      text = layout.withNote(kept);
    }
    return text;
  }

  /// At a space, unless that would leave less than half: many a script has none.
  private static int cutBefore(String text, int limit) {
    int space = text.lastIndexOf(' ', limit);
    int cut = space > limit / 2 ? space : limit;
    return cut > 0 && Character.isHighSurrogate(text.charAt(cut - 1)) ? cut - 1 : cut;
  }

  /// Takes the last units away until the rest fits; the first always stays.
  private Layout dropped(List<Unit> chosen, List<Unit> ordered, int found) {
    List<Unit> rest = new ArrayList<>(chosen.isEmpty() ? ordered.subList(0, 1) : chosen);
    while (rest.size() > 1 && counter.count(new Layout(rest, found).text()) > maxTokens) {
      rest.removeLast();
    }
    return new Layout(rest, found);
  }

  private List<Unit> choose(List<Unit> ordered, double budget) {
    List<Unit> chosen = new ArrayList<>();
    Set<Integer> opened = new HashSet<>();
    Set<String> said = new HashSet<>();
    double used = FRAME;
    for (Unit unit : ordered) {
      int rank = unit.passage().rank();
      double cost = estimate.count(unit.text()) + (opened.contains(rank) ? 1 : head(unit));
      if (used + cost <= budget && said.add(unit.passage().citation().title() + unit.text())) {
        chosen.add(unit);
        opened.add(rank);
        used += cost;
      }
    }
    return chosen;
  }

  private int head(Unit unit) {
    return estimate.count(Layout.head(unit.passage().citation())) + FRAME;
  }
}
