package dev.raghub.rest;

import dev.raghub.answer.Verification;
import dev.raghub.answer.Verification.Problem;
import java.util.List;

/// What checking a model's answer found, on the wire.
///
/// @param verified whether nothing was found wrong; that is no proof
public record VerificationResponse(boolean verified, List<Problem> problems) {
  static VerificationResponse of(Verification verification) {
    return new VerificationResponse(verification.verified(), verification.problems());
  }
}
