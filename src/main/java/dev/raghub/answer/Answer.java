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
/// @param verification what checking a model's answer found; empty = no model wrote it
/// @param fallbacks tiers that should have answered and did not
/// @param serving whether it was made for this question or kept from an earlier one
/// @param route how it was found which workspace answers; empty where the caller has named it
public record Answer(
    boolean found,
    String text,
    List<Statement> statements,
    List<Citation> citations,
    Retrieval retrieval,
    Receipt receipt,
    Optional<Computation> computation,
    Optional<Decline> decline,
    Optional<Verification> verification,
    List<Fallback> fallbacks,
    Serving serving,
    Optional<Route> route) {
  /// An answer of the workspace that the caller has named.
  public Answer(
      boolean found,
      String text,
      List<Statement> statements,
      List<Citation> citations,
      Retrieval retrieval,
      Receipt receipt,
      Optional<Computation> computation,
      Optional<Decline> decline,
      Optional<Verification> verification,
      List<Fallback> fallbacks,
      Serving serving) {
    this(
        found,
        text,
        statements,
        citations,
        retrieval,
        receipt,
        computation,
        decline,
        verification,
        fallbacks,
        serving,
        Optional.empty());
  }

  /// An answer that quotes.
  public Answer(
      boolean found,
      String text,
      List<Statement> statements,
      List<Citation> citations,
      Retrieval retrieval,
      Receipt receipt) {
    this(
        found,
        text,
        statements,
        citations,
        retrieval,
        receipt,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Serving.MISS);
  }

  public Answer {
    statements = List.copyOf(statements);
    citations = List.copyOf(citations);
    fallbacks = List.copyOf(fallbacks);
  }

  /// The same answer with what it took to get it.
  public Answer after(List<Fallback> failed, Receipt paid) {
    return new Answer(
        found,
        text,
        statements,
        citations,
        retrieval,
        paid,
        computation,
        decline,
        verification,
        failed,
        serving,
        route);
  }

  /// The same answer with how it was found which workspace gives it, and what finding it took.
  public Answer routed(Route how, List<ModelCall> asked) {
    return new Answer(
        found,
        text,
        statements,
        citations,
        retrieval,
        receipt.after(asked),
        computation,
        decline,
        verification,
        fallbacks,
        serving,
        Optional.of(how));
  }

  /// The same answer, served this way.
  public Answer served(Serving how) {
    return new Answer(
        found,
        text,
        statements,
        citations,
        retrieval,
        receipt,
        computation,
        decline,
        verification,
        fallbacks,
        how,
        route);
  }
}
