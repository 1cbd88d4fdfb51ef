package dev.raghub.eval;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What one way of ranking scored over questions with gold from SQL, in percent: over all of them,
/// by schema and by template.
public final class SqlScores {
  private static final int TOP = 8;

  private final Map<String, Figures> groups = new TreeMap<>();

  /// What came back for a question.
  ///
  /// @param ranked rows as `source:key`, best first, each once
  /// @param cited rows that the block cites
  /// @param block its text
  /// @param answer the extractive answer; empty where none was asked for
  public record Outcome(List<String> ranked, List<String> cited, String block, String answer) {
    public Outcome {
      ranked = List.copyOf(ranked);
      cited = List.copyOf(cited);
    }
  }

  /// Takes in what came back.
  public void add(SqlQuestion question, Outcome outcome) {
    Set<String> gold = new HashSet<>(question.gold());
    List<String> top = outcome.ranked().stream().limit(TOP).toList();
    Map<String, Double> scored = new LinkedHashMap<>();
    scored.put("gold_in_block", outcome.cited().containsAll(gold) ? 100.0 : 0);
    scored.put("gold_in_top8", top.containsAll(gold) ? 100.0 : 0);
    scored.put("recall_in_top8", 100.0 * top.stream().filter(gold::contains).count() / gold.size());
    scored.put("answer_in_block", says(outcome.block(), question.answers()) ? 100.0 : 0);
    if (!outcome.answer().isEmpty()) {
      scored.put("found", outcome.answer().startsWith("Not found") ? 0 : 100.0);
      scored.put("answered", says(outcome.answer(), question.answers()) ? 100.0 : 0);
    }
    for (String group :
        List.of("", question.schema(), question.schema() + "/" + question.template())) {
      groups.computeIfAbsent(group, key -> new Figures()).add(scored);
    }
  }

  /// The figures of a group: `` (all), a schema, or `schema/template`.
  public Map<String, Map<String, Measurement>> groups() {
    Map<String, Map<String, Measurement>> all = new TreeMap<>();
    groups.forEach((group, figures) -> all.put(group, figures.measured()));
    return all;
  }

  /// How many questions a group has.
  public int questions(String group) {
    return groups.getOrDefault(group, new Figures()).questions;
  }

  private static boolean says(String answer, List<String> expected) {
    String text = answer.toLowerCase(Locale.ROOT);
    return expected.stream().allMatch(part -> text.contains(part.toLowerCase(Locale.ROOT)));
  }

  private static final class Figures {
    private final Map<String, List<Double>> values = new LinkedHashMap<>();
    private int questions;

    private void add(Map<String, Double> scored) {
      questions++;
      scored.forEach(
          (figure, value) -> values.computeIfAbsent(figure, key -> new ArrayList<>()).add(value));
    }

    private Map<String, Measurement> measured() {
      Map<String, Measurement> measured = new LinkedHashMap<>();
      values.forEach((figure, list) -> measured.put(figure, Measurement.of(list)));
      return measured;
    }
  }
}
