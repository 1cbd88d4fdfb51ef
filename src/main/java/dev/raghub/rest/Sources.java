package dev.raghub.rest;

import dev.raghub.answer.Answer;
import dev.raghub.answer.Citation;
import dev.raghub.answer.Verification.Problem;
import java.util.stream.Collectors;

/// What a reader who sees nothing but the text has to know: what `[n]` stands for, and that an
/// answer did not stand the checks.
public final class Sources {
  private Sources() {}

  /// The lines below an answer; empty where there are none.
  public static String below(Answer answer) {
    String sources = answer.citations().stream().map(Sources::line).collect(Collectors.joining());
    String doubts =
        answer
            .verification()
            .filter(verification -> !verification.verified())
            .map(
                verification ->
                    verification.problems().stream()
                        .map(Problem::code)
                        .distinct()
                        .collect(Collectors.joining(", ", "\nNot verified: ", "")))
            .orElse("");
    return sources.isEmpty() && doubts.isEmpty() ? "" : "\n" + sources + doubts;
  }

  private static String line(Citation citation) {
    return "\n[%d] %s (%s%s:%s v%d)"
        .formatted(
            citation.number(),
            citation.title(),
            citation.workspace().map(name -> name + "/").orElse(""),
            citation.source(),
            citation.key(),
            citation.version());
  }
}
