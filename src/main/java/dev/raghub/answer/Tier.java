package dev.raghub.answer;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import java.util.Locale;

/// Who answers.
public enum Tier {
  /// Nobody: what was found is quoted. Needs no model.
  EXTRACTIVE,
  /// A model in the house, on the context block.
  LOCAL,
  /// A model outside, on the same block.
  REMOTE;

  /// By its name on the wire; INVALID_REQUEST for another.
  public static Tier of(String name) {
    for (Tier tier : values()) {
      if (tier.label().equals(name)) {
        return tier;
      }
    }
    throw new RaghubException(
        ErrorCode.INVALID_REQUEST,
        "'tier' is \"%s\"; expected extractive, local or remote".formatted(name));
  }

  /// Its name on the wire.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
