package dev.raghub.rest;

import dev.raghub.answer.Serving;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// How an answer came to be served, on the wire.
///
/// @param from the earlier question
/// @param ageSeconds since the answer was made
/// @param saved what making it had cost, in dollars
record ServedResponse(
    @Schema(enumeration = {"miss", "exact", "semantic", "bypass"}) String how,
    Optional<String> from,
    Optional<Double> similarity,
    Optional<Long> ageSeconds,
    @Schema(type = SchemaType.NUMBER) BigDecimal saved) {
  static ServedResponse of(Serving serving) {
    return new ServedResponse(
        serving.how(),
        serving.question(),
        serving.similarity(),
        serving.age().map(Duration::toSeconds),
        serving.saved());
  }
}
