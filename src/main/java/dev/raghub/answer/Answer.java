package dev.raghub.answer;

import java.util.List;
import java.util.Optional;

/// What is answered.
///
/// @param found whether the workspace holds anything that bears on the question; if not, the
///   citations name what was nearest
/// @param text the statements with their `[n]`, as one text
/// @param computation how it was computed; empty = it was quoted
/// @param decline why it was not computed although it had to be
public record Answer(
    boolean found,
    String text,
    List<Statement> statements,
    List<Citation> citations,
    Retrieval retrieval,
    Receipt receipt,
    Optional<Computation> computation,
    Optional<Decline> decline) {
  /// An answer that quotes.
  public Answer(
      boolean found,
      String text,
      List<Statement> statements,
      List<Citation> citations,
      Retrieval retrieval,
      Receipt receipt) {
    this(
        found, text, statements, citations, retrieval, receipt, Optional.empty(), Optional.empty());
  }

  public Answer {
    statements = List.copyOf(statements);
    citations = List.copyOf(citations);
  }
}
