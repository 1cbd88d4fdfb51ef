package dev.raghub.resolve;

import dev.raghub.extract.Words;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.graph.EntityAddress;
import java.util.List;

/// Entities as persons write them.
public final class Addresses {
  private Addresses() {}

  /// A name as the graph has it; INVALID_REQUEST where it cannot be one.
  public static EntityAddress name(String text) {
    List<String> words = Words.of(text);
    if (!Words.canBeName(words)) {
      throw new RaghubException(
          ErrorCode.INVALID_REQUEST,
          "a name has %d words; expected 1 to %d with at least three letters, not digits alone"
              .formatted(words.size(), Words.MAX_NAME_WORDS));
    }
    return new EntityAddress.Name(String.join(" ", words));
  }
}
