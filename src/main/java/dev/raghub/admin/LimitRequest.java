package dev.raghub.admin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.workspace.KeyLimits;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Limits of a key to be changed, as a merge patch (RFC 7396): what is left out stays, `null` takes
/// the key's own limit away.
public record LimitRequest(
    @Schema(implementation = Integer.class, nullable = true, minimum = "1", maximum = "1000000")
        @Nullable JsonNode requestsPerMinute,
    @Schema(implementation = Integer.class, nullable = true, minimum = "1", maximum = "1000000000")
        @Nullable JsonNode tokensPerMinute) {
  KeyLimits applied(KeyLimits current) {
    return new KeyLimits(
        applied("requestsPerMinute", requestsPerMinute, current.requestsPerMinute()),
        applied("tokensPerMinute", tokensPerMinute, current.tokensPerMinute()));
  }

  private static Optional<Integer> applied(
      String name, @Nullable JsonNode wanted, Optional<Integer> current) {
    if (wanted == null) {
      return current;
    }
    if (wanted.isNull()) {
      return Optional.empty();
    }
    if (!wanted.isIntegralNumber() || !wanted.canConvertToInt()) {
      throw new RaghubException(
          ErrorCode.INVALID_REQUEST,
          "field '%s' is no whole number; expected one, or null".formatted(name));
    }
    return Optional.of(wanted.asInt());
  }
}
