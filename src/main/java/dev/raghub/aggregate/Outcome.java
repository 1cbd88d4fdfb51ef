package dev.raghub.aggregate;

import dev.raghub.answer.Answer;
import dev.raghub.answer.Citation;
import dev.raghub.answer.Decline;
import dev.raghub.answer.Passage;
import dev.raghub.answer.Receipt;
import dev.raghub.answer.Retrieval;
import dev.raghub.answer.Serving;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What came of a question.
public sealed interface Outcome {
  /// The question wants nothing that is computed.
  record NotAggregate() implements Outcome {}

  /// It was computed.
  record Computed(Answer answer) implements Outcome {}

  /// It would have to be computed, and was not.
  record Declined(Decline reason) implements Outcome {
    private static final int NEAREST = 3;

    /// Says why, and what a search finds nearest to the question.
    public Answer answer(Retrieval retrieval) {
      List<Citation> nearest =
          retrieval.passages().stream().limit(NEAREST).map(Passage::citation).toList();
      String near =
          nearest.stream()
              .map(citation -> citation.title() + " [" + citation.number() + "]")
              .collect(Collectors.joining(", "));
      return new Answer(
          false,
          "Not computed: " + reason.reason() + (near.isEmpty() ? "" : " Nearest: " + near),
          List.of(),
          nearest,
          retrieval,
          Receipt.withoutModel("aggregate", retrieval.passages().size()),
          Optional.empty(),
          Optional.of(reason),
          Optional.empty(),
          List.of(),
          Serving.MISS);
    }
  }
}
