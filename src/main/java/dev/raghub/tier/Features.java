package dev.raghub.tier;

import dev.raghub.answer.Block;
import dev.raghub.answer.Passage;
import dev.raghub.answer.Question;
import dev.raghub.answer.Retrieval;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What is known of a question after its passages are found and before any model is asked. All free
/// of cost, all between 0 and 1.
///
/// @param coverage the share of the question's weight that the block's sources have together
/// @param best the share that the best of them has alone: 1 = nothing has to be put together
/// @param margin how far the best passage stands above the fifth, as a share of its score
/// @param agreement the share of the three best passages that both legs found
/// @param reasoning 1 where the question asks for reasons, steps or a comparison
public record Features(
    double coverage, double best, double margin, double agreement, double reasoning) {
  private static final int FIFTH = 4;
  private static final int TOP = 3;
  private static final int BOTH = 2;
  private static final Pattern REASONING =
      Pattern.compile(
          "\\b(?:why|how come|how (?:do|does|did|can|could|should|would|to)|compare|compared|difference|differ|versus|vs|explain|both|either|summari[sz]e|list all)\\b");

  static Features of(Question question, Retrieval retrieval, Block block) {
    Set<Integer> shown =
        block.sources().stream()
            .map(source -> source.citation().number())
            .collect(Collectors.toSet());
    List<Passage> passages = retrieval.passages();
    long together =
        passages.stream()
            .filter(passage -> shown.contains(passage.citation().number()))
            .mapToLong(Passage::terms)
            .reduce(0, (one, other) -> one | other);
    double alone =
        passages.stream()
            .mapToDouble(passage -> retrieval.terms().coverage(passage.terms()))
            .max()
            .orElse(0);
    return new Features(
        retrieval.terms().coverage(together),
        alone,
        margin(passages),
        agreement(passages),
        REASONING.matcher(question.text().toLowerCase(Locale.ROOT)).find() ? 1 : 0);
  }

  private static double margin(List<Passage> passages) {
    if (passages.size() <= FIFTH) {
      return 1;
    }
    double first = passages.getFirst().score();
    return first <= 0 ? 0 : Math.clamp((first - passages.get(FIFTH).score()) / first, 0, 1);
  }

  private static double agreement(List<Passage> passages) {
    long both =
        passages.stream().limit(TOP).filter(passage -> passage.legs().size() >= BOTH).count();
    return passages.isEmpty() ? 0 : (double) both / Math.min(TOP, passages.size());
  }

  /// How likely the local tier answers as well as the remote one would.
  ///
  /// ```
  /// 1 / (1 + e^−z),  z = −3 + 2.5·coverage + 1.5·best + 1·margin + 0.5·agreement − 1.5·reasoning
  /// ```
  ///
  /// A logistic model with weights set by hand: there is nothing to learn from before a workspace
  /// has been used. Every choice is logged with these features, so that better ones can be learned.
  double easy() {
    double z = -3 + 2.5 * coverage + 1.5 * best + margin + 0.5 * agreement - 1.5 * reasoning;
    return 1 / (1 + Math.exp(-z));
  }
}
