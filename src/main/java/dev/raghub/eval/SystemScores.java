package dev.raghub.eval;

import dev.raghub.eval.RetrievalSet.SetQuestion;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What one way of ranking scored over the questions of a set. Shares are in percent.
public final class SystemScores {
  private static final List<Integer> RECALLS = List.of(2, 5, 10);
  private static final List<Integer> COMPLETE = List.of(5, 8);
  private static final Set<String> UNSAID = Set.of("", "yes", "no");

  private final Map<String, List<Double>> shares = new LinkedHashMap<>();
  private final Map<Integer, List<Double>> answers = new TreeMap<>();
  private final Map<Integer, List<Double>> tokens = new TreeMap<>();
  private final Map<Integer, List<Double>> supporting = new TreeMap<>();
  private final Map<String, List<Double>> times = new TreeMap<>();

  /// Takes in a ranking: ids of passages, best first, each once.
  public void ranked(SetQuestion question, List<String> ids) {
    Set<String> gold = new HashSet<>(question.gold());
    for (int cut : RECALLS) {
      note("r" + cut, (double) found(ids, gold, cut) / gold.size());
    }
    for (int cut : COMPLETE) {
      note("all" + cut, found(ids, gold, cut) == gold.size() ? 1 : 0);
    }
  }

  /// Takes in a block.
  ///
  /// @param cited ids of the passages that it cites
  public void packed(
      SetQuestion question, int ceiling, String text, int tokensOf, List<String> cited) {
    if (!UNSAID.contains(normal(question.answer()))) {
      add(answers, ceiling, says(text, question.answer()) ? 100 : 0);
    }
    Set<String> gold = new HashSet<>(question.gold());
    add(tokens, ceiling, tokensOf);
    add(supporting, ceiling, 100.0 * found(cited, gold, cited.size()) / gold.size());
  }

  /// Takes in an answer without a model: `found`, and `answered`, whether it says the set's answer.
  public void answered(SetQuestion question, boolean found, String text) {
    note("found", found ? 1 : 0);
    if (!UNSAID.contains(normal(question.answer()))) {
      note("answered", found && says(text, question.answer()) ? 1 : 0);
    }
  }

  private static boolean says(String text, String answer) {
    return (" " + normal(text) + " ").contains(" " + normal(answer) + " ");
  }

  /// Takes in how long a stage took, in milliseconds.
  public void timed(String stage, double milliseconds) {
    times.computeIfAbsent(stage, key -> new ArrayList<>()).add(milliseconds);
  }

  /// `r2`, `r5`, `r10`: the mean share of a question's gold passages among the first 2, 5, 10.
  /// `all5`, `all8`: the share of questions all of whose gold passages are among the first 5, 8.
  public Map<String, Measurement> shares() {
    return measured(shares);
  }

  /// By ceiling: the share of questions whose answer stands in the block word for word. Questions
  /// that have no answer or one of "yes" and "no" do not count.
  public Map<Integer, Measurement> answersInBlock() {
    return measured(answers);
  }

  /// By ceiling: the mean share of a question's gold passages that the block cites.
  public Map<Integer, Measurement> supportingInBlock() {
    return measured(supporting);
  }

  /// By ceiling: the mean size of a block.
  public Map<Integer, Measurement> blockTokens() {
    return measured(tokens);
  }

  /// By stage, in milliseconds; `total` is all of them.
  public Map<String, Percentiles> times() {
    Map<String, Percentiles> all = new TreeMap<>();
    times.forEach((stage, values) -> all.put(stage, Percentiles.of(values)));
    return all;
  }

  /// Words in small letters, joined by a space: letters and digits in any script, without accents'
  /// and quotes' ways of being written.
  static String normal(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC)
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N}]+", " ")
        .strip();
  }

  private void note(String figure, double share) {
    shares.computeIfAbsent(figure, key -> new ArrayList<>()).add(100 * share);
  }

  private static void add(Map<Integer, List<Double>> to, int ceiling, double value) {
    to.computeIfAbsent(ceiling, key -> new ArrayList<>()).add(value);
  }

  private static int found(List<String> ids, Set<String> gold, int cut) {
    return (int) ids.stream().limit(cut).filter(gold::contains).distinct().count();
  }

  private static <K> Map<K, Measurement> measured(Map<K, List<Double>> values) {
    Map<K, Measurement> all = new LinkedHashMap<>();
    values.forEach((key, list) -> all.put(key, Measurement.of(list)));
    return all;
  }
}
