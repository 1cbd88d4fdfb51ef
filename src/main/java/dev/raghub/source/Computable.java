package dev.raghub.source;

import java.util.List;

/// What may be computed over the rows of a source. What is not said is not allowed.
///
/// @param counts whether rows may be counted
/// @param sums columns that may be summed and averaged
/// @param latest the column that orders rows in time; empty = none does
public record Computable(boolean counts, List<String> sums, String latest) {
  /// Nothing may be computed.
  public static final Computable NOTHING = new Computable(false, List.of(), "");

  public Computable {
    sums = List.copyOf(sums);
  }
}
