package dev.raghub.rest;

import dev.raghub.answer.Computation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// How an answer was computed, on the wire.
///
/// @param statement only where explained
public record ComputedResponse(
    @Schema(enumeration = {"count", "sum", "average", "latest", "earliest"}) String operation,
    @Schema(description = "whose rows were taken", examples = "rental") String source,
    @Schema(description = "what was added up, or ordered the rows") Optional<String> column,
    @Schema(description = "which rows, none = all", examples = "customer MARY SMITH")
        List<String> filters,
    @Schema(description = "the number, or the time of the row that was found", examples = "32")
        Optional<String> value,
    @Schema(description = "the SQL with ? for values, where explained") Optional<String> statement,
    @Schema(description = "when the source database was asked") Instant asOf) {

  static ComputedResponse of(Computation computation, boolean explained) {
    return new ComputedResponse(
        computation.operation(),
        computation.source(),
        computation.column(),
        computation.filters(),
        computation.value(),
        explained ? Optional.of(computation.statement()) : Optional.empty(),
        computation.asOf());
  }
}
