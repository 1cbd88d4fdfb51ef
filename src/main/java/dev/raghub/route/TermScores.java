package dev.raghub.route;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How much of a question's words each example has, 0 to about 1.3: BM25 (k1 = 1.2, b = 0.75, a
/// term counted once) over what an example of mean length with all of the question's terms would
/// have. A term that no example has counts below the line, as the rarest of all.
final class TermScores {
  private static final double K1 = 1.2;
  private static final double B = 0.75;

  private final Map<String, Postings> postings = new HashMap<>();
  private final int examples;

  private static final class Postings {
    private final int[] examples;
    private final float[] weights;
    private final double idf;

    private Postings(int[] examples, float[] weights, double idf) {
      this.examples = examples;
      this.weights = weights;
      this.idf = idf;
    }

    private void addTo(float[] scores) {
      for (int i = 0; i < examples.length; i++) {
        scores[examples[i]] += weights[i];
      }
    }
  }

  /// @param terms the different terms of each example
  TermScores(List<? extends Collection<String>> terms) {
    examples = terms.size();
    Map<String, List<Integer>> holders = new HashMap<>();
    for (int i = 0; i < examples; i++) {
      for (String term : terms.get(i)) {
        holders.computeIfAbsent(term, key -> new ArrayList<>()).add(i);
      }
    }
    double meanLength = terms.stream().mapToInt(Collection::size).average().orElse(1);
    holders.forEach(
        (term, holding) -> {
          double idf = idf(holding.size());
          float[] weights = new float[holding.size()];
          for (int i = 0; i < weights.length; i++) {
            double length = terms.get(holding.get(i)).size() / meanLength;
            weights[i] = (float) (idf * (K1 + 1) / (1 + K1 * (1 - B + B * length)));
          }
          int[] numbers = holding.stream().mapToInt(Integer::intValue).toArray();
          postings.put(term, new Postings(numbers, weights, idf));
        });
  }

  /// The scores of all examples, in their order.
  float[] scores(Collection<String> question) {
    float[] scores = new float[examples];
    double all = 0;
    for (String term : question) {
      Postings found = postings.get(term);
      all += found == null ? idf(0) : found.idf;
      if (found != null) {
        found.addTo(scores);
      }
    }
    for (int i = 0; i < scores.length && all > 0; i++) {
      scores[i] /= (float) all;
    }
    return scores;
  }

  private double idf(int holding) {
    return Math.log(1 + (examples - holding + 0.5) / (holding + 0.5));
  }
}
