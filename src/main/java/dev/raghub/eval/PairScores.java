package dev.raghub.eval;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiPredicate;

/// What a way to serve cached answers does to pairs of questions.
///
/// @param served of those that may be served
/// @param servable how many may be served
/// @param falselyServed of those that may not
/// @param unservable how many may not
public record PairScores(int served, int servable, int falselyServed, int unservable) {
  /// A pair and the cosine of its embeddings.
  public record Scored(QuestionPair pair, double similarity) {}

  /// Counts what a rule does.
  public static PairScores of(List<Scored> pairs, BiPredicate<QuestionPair, Double> serves) {
    int[] counts = new int[4];
    for (Scored scored : pairs) {
      int first = scored.pair().serve() ? 0 : 2;
      counts[first + 1]++;
      counts[first] += serves.test(scored.pair(), scored.similarity()) ? 1 : 0;
    }
    return new PairScores(counts[0], counts[1], counts[2], counts[3]);
  }

  /// Counts by category, in the order of their names.
  public static Map<String, PairScores> byCategory(
      List<Scored> pairs, BiPredicate<QuestionPair, Double> serves) {
    Map<String, List<Scored>> categories = new TreeMap<>();
    pairs.forEach(
        each ->
            categories.computeIfAbsent(each.pair().category(), key -> new ArrayList<>()).add(each));
    Map<String, PairScores> scores = new LinkedHashMap<>();
    categories.forEach((category, members) -> scores.put(category, of(members, serves)));
    return scores;
  }

  /// Of what was served, the share that may be, 0 to 1; 1 where nothing was.
  public double precision() {
    return share(served, served + falselyServed, 1);
  }

  /// Of what may be served, the share that was, 0 to 1.
  public double recall() {
    return share(served, servable, 0);
  }

  /// Of what may not be served, the share that was, 0 to 1.
  public double falseHitRate() {
    return share(falselyServed, unservable, 0);
  }

  private static double share(int part, int whole, double none) {
    return whole == 0 ? none : (double) part / whole;
  }
}
