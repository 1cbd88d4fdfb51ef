package dev.raghub.source;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import java.time.Duration;

/// What reading a database may cost.
///
/// @param connectTimeout until a connection stands
/// @param socketTimeout until the server sends its next bytes
/// @param maxCellCharacters a row with a longer cell is unreadable
public record SourceLimits(Duration connectTimeout, Duration socketTimeout, int maxCellCharacters) {
  public static final SourceLimits DEFAULT =
      new SourceLimits(Duration.ofSeconds(5), Duration.ofMinutes(5), 2_000_000);

  public SourceLimits {
    if (connectTimeout.toSeconds() < 1 || socketTimeout.toSeconds() < 1 || maxCellCharacters < 1) {
      throw new RaghubException(
          ErrorCode.CONFIGURATION_INVALID,
          "source limits %s, %s, %d; expected timeouts of at least a second and a positive length"
              .formatted(connectTimeout, socketTimeout, maxCellCharacters));
    }
  }
}
