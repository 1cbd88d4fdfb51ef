package dev.raghub.answer;

import java.util.List;

/// What is answered.
///
/// @param found whether the workspace holds anything that bears on the question; if not, the
///   citations name what was nearest
/// @param text the statements with their `[n]`, as one text
public record Answer(
    boolean found,
    String text,
    List<Statement> statements,
    List<Citation> citations,
    Retrieval retrieval,
    Receipt receipt) {
  public Answer {
    statements = List.copyOf(statements);
    citations = List.copyOf(citations);
  }
}
