package dev.raghub.admin;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.rest.Body;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Refuses query parameters that are out of range.
final class Parameters {
  static final int MAX_LISTED = 1_000;
  private static final int MAX_TYPES = 50;

  private Parameters() {}

  /// Entries of a list.
  static int limit(int limit) {
    return bounded("limit", limit, MAX_LISTED);
  }

  static int bounded(String name, int value, int max) {
    if (value < 1 || value > max) {
      throw new RaghubException(
          ErrorCode.INVALID_REQUEST, "'%s' is %d; expected 1 to %d".formatted(name, value, max));
    }
    return value;
  }

  static boolean flag(String name, String value) {
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new RaghubException(
              ErrorCode.INVALID_REQUEST, "'" + name + "' is neither 'true' nor 'false'");
    };
  }

  static Set<String> types(List<String> types) {
    if (types.size() > MAX_TYPES) {
      throw new RaghubException(
          ErrorCode.INVALID_REQUEST,
          "'type' is given %d times; expected at most %d".formatted(types.size(), MAX_TYPES));
    }
    return types.stream()
        .map(type -> Body.line("type", type, AddressRequest.MAX_TEXT))
        .collect(Collectors.toSet());
  }
}
