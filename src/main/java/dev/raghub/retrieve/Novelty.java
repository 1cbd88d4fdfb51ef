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
final class Novelty {
  private static final int STEPS = 8;
  private static final int FIELD = 40;

  /// The most passages of one item among the first.
  private static final int OF_ONE_ITEM = 3;

  private final QuestionTerms question;
  private long covered;

  Novelty(QuestionTerms question) {
    this.question = question;
  }

  /// The candidates in their final order.
  List<Candidate> order(List<Candidate> bestFirst) {
    List<Candidate> field =
        new ArrayList<>(bestFirst.subList(0, Math.min(FIELD, bestFirst.size())));
    List<Candidate> ordered = new ArrayList<>();
    Map<Long, Integer> ofItem = new HashMap<>();
    while (ordered.size() < STEPS && !field.isEmpty()) {
      field.forEach(this::weigh);
      field.sort(Candidate.BEST_FIRST);
      Candidate next = firstAllowed(field, ofItem);
      field.remove(next);
      ordered.add(next);
      ofItem.merge(next.item().value(), 1, Integer::sum);
      covered |= next.terms;
    }
    List<Candidate> rest = new ArrayList<>(bestFirst);
    rest.removeAll(ordered);
    rest.forEach(this::weigh);
    rest.sort(Candidate.BEST_FIRST);
    ordered.addAll(rest);
    return ordered;
  }

  private static Candidate firstAllowed(List<Candidate> field, Map<Long, Integer> ofItem) {
    return field.stream()
        .filter(each -> ofItem.getOrDefault(each.item().value(), 0) < OF_ONE_ITEM)
        .findFirst()
        .orElse(field.getFirst());
  }

  private void weigh(Candidate candidate) {
    double all = question.weight(candidate.terms);
    double share = all <= 0 ? 0 : question.weight(candidate.terms & covered) / all;
    candidate.repeated = Weights.REPEATED * candidate.direct() * share;
  }
}
