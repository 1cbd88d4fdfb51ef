package dev.raghub.eval;

import dev.raghub.eval.PairScores.Scored;
import dev.raghub.model.Embedder;
import dev.raghub.paraphrase.Gate;
import dev.raghub.paraphrase.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.IntConsumer;

/// Pairs of questions served by similarity alone, by what does not contradict, and by the whole
/// gate. There is no corpus here, so the check of evidence, which comes after the gate in a
/// workspace, has no part in it.
public final class PairEvaluation {
  /// The thresholds that similarity alone is tried at.
  public static final List<Double> THRESHOLDS = List.of(.80, .85, .90, .95);

  /// The threshold of other caches that gate nothing.
  public static final double PUBLISHED = .90;

  private final Embedder embedder;
  private final Gate gate;
  private final Map<String, float[]> vectors = new LinkedHashMap<>();

  public PairEvaluation(Embedder embedder, Gate gate) {
    this.embedder = embedder;
    this.gate = gate;
  }

  /// A way to serve, and what it did.
  public record Mode(
      String name, double threshold, PairScores scores, Map<String, PairScores> byCategory) {}

  /// A pair that the gate got wrong, and what it said.
  public record Wrong(QuestionPair pair, double similarity, String reason) {}

  /// Scores all ways.
  ///
  /// @param progress told how many pairs are embedded
  public List<Mode> modes(List<QuestionPair> pairs, IntConsumer progress) {
    List<Scored> scored = scored(pairs, progress);
    List<Mode> modes = new ArrayList<>();
    for (double threshold : THRESHOLDS) {
      modes.add(mode("similarity", threshold, scored, (pair, cosine) -> cosine >= threshold));
    }
    for (double threshold : THRESHOLDS) {
      modes.add(
          mode(
              "uncontradicted",
              threshold,
              scored,
              (pair, cosine) ->
                  cosine >= threshold
                      && !(verdict(pair, cosine) instanceof Verdict.Contradiction)));
    }
    modes.add(mode("gated", gate.floor(), scored, this::gated));
    return modes;
  }

  /// The pairs that the gate gets wrong, the most alike first.
  public List<Wrong> wrong(List<QuestionPair> pairs) {
    return scored(pairs, done -> {}).stream()
        .filter(each -> gated(each.pair(), each.similarity()) != each.pair().serve())
        .sorted(Comparator.comparingDouble(Scored::similarity).reversed())
        .map(
            each ->
                new Wrong(
                    each.pair(),
                    each.similarity(),
                    verdict(each.pair(), each.similarity()).reason()))
        .toList();
  }

  private List<Scored> scored(List<QuestionPair> pairs, IntConsumer progress) {
    List<Scored> scored = new ArrayList<>();
    for (QuestionPair pair : pairs) {
      scored.add(new Scored(pair, cosine(vector(pair.cached()), vector(pair.asked()))));
      progress.accept(scored.size());
    }
    return scored;
  }

  private boolean gated(QuestionPair pair, double cosine) {
    return cosine >= gate.floor() && verdict(pair, cosine) instanceof Verdict.Same;
  }

  private Verdict verdict(QuestionPair pair, double cosine) {
    return gate.judge(pair.cached(), pair.asked(), cosine);
  }

  private static Mode mode(
      String name, double threshold, List<Scored> pairs, BiPredicate<QuestionPair, Double> serves) {
    return new Mode(
        name, threshold, PairScores.of(pairs, serves), PairScores.byCategory(pairs, serves));
  }

  private float[] vector(String text) {
    return vectors.computeIfAbsent(text, embedder::question);
  }

  static double cosine(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * other[i];
    }
    return sum;
  }
}
