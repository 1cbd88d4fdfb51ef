package dev.raghub.rest;

import dev.raghub.answer.Answer;
import dev.raghub.answer.Citation;
import dev.raghub.answer.MissedLeg;
import dev.raghub.answer.Receipt;
import dev.raghub.answer.Statement;
import java.util.List;
import java.util.Optional;

/// An answer on the wire.
///
/// @param passages only where explained
public record QueryResponse(
    boolean found,
    String answer,
    List<Statement> statements,
    List<Citation> citations,
    Receipt receipt,
    List<MissedLeg> missedLegs,
    long changesBehind,
    Optional<List<PassageResponse>> passages) {

  static QueryResponse of(Answer answer, boolean explained) {
    return new QueryResponse(
        answer.found(),
        answer.text(),
        answer.statements(),
        answer.citations(),
        answer.receipt(),
        answer.retrieval().missed(),
        answer.retrieval().changesBehind(),
        explained
            ? Optional.of(PassageResponse.of(answer.retrieval().passages(), true))
            : Optional.empty());
  }
}
