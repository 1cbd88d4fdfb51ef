package dev.raghub.retrieve;

import dev.raghub.analysis.QuestionTerms;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Orders candidates one after the other, each for what it adds: direct evidence that repeats words
/// of the question which the passages above have covered counts less. Two passages about the first
/// of two compared things do not stand before the one about the second.
///
/// ```
/// repeated(p) = ½ · direct(p) · (weight of p's question terms that are covered / weight of them all)
/// ```
///
/// A row that owes its place to a way along references brings the rows on that way with it: without
/// them nobody could follow it.
final class Novelty {
  private static final int STEPS = 8;

  /// The most passages of one item among the first.
  private static final int OF_ONE_ITEM = 3;

  private final QuestionTerms question;
  private final Pool pool;
  private long covered;

  Novelty(QuestionTerms question, Pool pool) {
    this.question = question;
    this.pool = pool;
  }

  /// The candidates in their final order.
  List<Candidate> order(List<Candidate> candidates) {
    List<Candidate> rest = new ArrayList<>(candidates);
    List<Candidate> ordered = new ArrayList<>();
    Map<Long, Integer> ofItem = new HashMap<>();
    while (ordered.size() < STEPS && !rest.isEmpty()) {
      rest.forEach(this::weigh);
      for (Candidate next : withItsWay(best(rest, ofItem), ordered)) {
        rest.remove(next);
        ordered.add(next);
        ofItem.merge(next.item().value(), 1, Integer::sum);
        covered |= next.terms;
      }
    }
    rest.forEach(this::weigh);
    rest.sort(Candidate.BEST_FIRST);
    ordered.addAll(rest);
    return ordered;
  }

  private static Candidate best(List<Candidate> rest, Map<Long, Integer> ofItem) {
    return rest.stream()
        .filter(each -> ofItem.getOrDefault(each.item().value(), 0) < OF_ONE_ITEM)
        .min(Candidate.BEST_FIRST)
        .orElseGet(rest::getFirst);
  }

  private List<Candidate> withItsWay(Candidate next, List<Candidate> ordered) {
    List<Candidate> together = new ArrayList<>();
    if (next.hop().map(Hop::value).orElse(0.0) > next.direct()) {
      for (int passage : next.hop().orElseThrow().via()) {
        Candidate between = pool.of(passage);
        if (!ordered.contains(between)) {
          together.add(between);
        }
      }
    }
    together.add(next);
    return together;
  }

  private void weigh(Candidate candidate) {
    double all = question.weight(candidate.terms);
    double share = all <= 0 ? 0 : question.weight(candidate.terms & covered) / all;
    candidate.repeated = Weights.REPEATED * candidate.direct() * share;
  }
}
