package dev.raghub.query;

import dev.raghub.answer.Answer;
import dev.raghub.answer.MissedLeg;
import dev.raghub.answer.Passage;
import dev.raghub.answer.Retrieval;
import dev.raghub.answer.Serving;
import dev.raghub.answer.Verification;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Puts together what two workspaces say: one below the other, each under its name, with numbers
/// that run on.
final class Across {
  private Across() {}

  /// One answer of two. What one of them holds is told even where the other holds nothing; then
  /// nothing is said of the other but that it was asked.
  static Answer of(Part first, Part second) {
    if (first.answer().found() != second.answer().found()) {
      Part holder = first.answer().found() ? first : second;
      return joined(first.answer(), second.answer(), holder.answer());
    }
    Part next = second.moved(first.highest());
    Answer one = first.answer();
    Answer two = next.answer();
    return joined(
        one,
        two,
        new Answer(
            one.found(),
            first.workspace() + ": " + one.text() + "\n\n" + next.workspace() + ": " + two.text(),
            both(one.statements(), two.statements()),
            both(one.citations(), two.citations()),
            shuffled(one.retrieval(), two.retrieval(), false),
            one.receipt(),
            onlyOne(one.computation(), two.computation()),
            onlyOne(one.decline(), two.decline()),
            checked(one.verification(), two.verification()),
            List.of(),
            Serving.MISS));
  }

  /// The passages of both in turn, for their scores do not compare.
  ///
  /// @param renumbered whether their citations are numbered by rank
  static Retrieval shuffled(Retrieval first, Retrieval second, boolean renumbered) {
    List<Passage> ranked = new ArrayList<>();
    int longer = Math.max(first.passages().size(), second.passages().size());
    for (int at = 0; at < longer; at++) {
      for (Retrieval each : List.of(first, second)) {
        if (at < each.passages().size()) {
          Passage passage = each.passages().get(at);
          int rank = ranked.size() + 1;
          ranked.add(
              Part.placed(
                  passage,
                  rank,
                  renumbered
                      ? passage
                          .citation()
                          .numbered(rank, passage.citation().workspace().orElseThrow())
                      : passage.citation()));
        }
      }
    }
    return new Retrieval(
        ranked,
        both(first.missed(), second.missed()),
        Math.max(first.changesBehind(), second.changesBehind()),
        first.vector(),
        first.terms());
  }

  /// What was said, at the cost and with the mishaps of both.
  private static Answer joined(Answer one, Answer two, Answer said) {
    Retrieval seen = said.retrieval();
    List<MissedLeg> missed =
        both(one.retrieval().missed(), two.retrieval().missed()).stream().distinct().toList();
    return new Answer(
        said.found(),
        said.text(),
        said.statements(),
        said.citations(),
        new Retrieval(
            seen.passages(),
            missed,
            Math.max(one.retrieval().changesBehind(), two.retrieval().changesBehind()),
            seen.vector(),
            seen.terms()),
        one.receipt().with(two.receipt()),
        said.computation(),
        said.decline(),
        said.verification(),
        both(one.fallbacks(), two.fallbacks()),
        served(one.serving(), two.serving()));
  }

  private static <T> List<T> both(List<T> one, List<T> other) {
    return Stream.concat(one.stream(), other.stream()).toList();
  }

  /// Of two different ones neither would be the answer's.
  private static <T> Optional<T> onlyOne(Optional<T> one, Optional<T> other) {
    return one.isPresent() && other.isPresent() ? Optional.empty() : one.or(() -> other);
  }

  private static Optional<Verification> checked(
      Optional<Verification> one, Optional<Verification> other) {
    return one.isPresent() && other.isPresent()
        ? Optional.of(new Verification(both(one.get().problems(), other.get().problems())))
        : one.or(() -> other);
  }

  /// Kept only if both were.
  private static Serving served(Serving one, Serving other) {
    return one.how().equals(other.how())
        ? new Serving(
            one.how(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            one.saved().add(other.saved()))
        : Serving.MISS;
  }
}
