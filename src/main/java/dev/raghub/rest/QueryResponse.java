package dev.raghub.rest;

import dev.raghub.answer.Answer;
import dev.raghub.answer.Citation;
import dev.raghub.answer.Decline;
import dev.raghub.answer.Fallback;
import dev.raghub.answer.MissedLeg;
import dev.raghub.answer.Question;
import dev.raghub.answer.Receipt;
import dev.raghub.answer.Statement;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// An answer on the wire.
///
/// @param passages only where explained, and no more than asked for: an answer is chosen from more
public record QueryResponse(
    boolean found,
    String answer,
    List<Statement> statements,
    List<Citation> citations,
    @Schema(description = "where the answer was computed: how") Optional<ComputedResponse> computed,
    @Schema(description = "where it would have to be computed and was not: why")
        Optional<Decline> declined,
    @Schema(
            description =
                "where a model wrote the answer: what checking it against its sources found")
        Optional<VerificationResponse> verification,
    @Schema(description = "tiers that should have answered and did not") List<Fallback> fallbacks,
    Receipt receipt,
    @Schema(
            description =
                "whether the answer was made for this question or kept from an earlier one")
        ServedResponse served,
    List<MissedLeg> missedLegs,
    long changesBehind,
    Optional<List<PassageResponse>> passages,
    @Schema(description = "where X-Workspace left the choice: how the question was routed")
        Optional<RouteResponse> route) {

  public static QueryResponse of(Answer answer, Question question) {
    return new QueryResponse(
        answer.found(),
        answer.text(),
        answer.statements(),
        answer.citations(),
        answer
            .computation()
            .map(computation -> ComputedResponse.of(computation, question.explained())),
        answer.decline(),
        answer.verification().map(VerificationResponse::of),
        answer.fallbacks(),
        answer.receipt(),
        ServedResponse.of(answer.serving()),
        answer.retrieval().missed(),
        answer.retrieval().changesBehind(),
        question.explained()
            ? Optional.of(
                PassageResponse.of(answer.retrieval().limitedTo(question.limit()).passages(), true))
            : Optional.empty(),
        answer.route().map(RouteResponse::of));
  }
}
