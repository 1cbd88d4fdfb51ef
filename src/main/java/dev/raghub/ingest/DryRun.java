package dev.raghub.ingest;

import java.util.List;
import java.util.Optional;

/// What a run over a source would do.
///
/// @param guarded whether the deletion guard would stop it before it deletes
/// @param drift how the source's tables differ from those of the last run
/// @param errorCode why the source cannot be read to its end; the figures are then of what could be
public record DryRun(
    String source,
    long read,
    long unchanged,
    Rows created,
    Rows changed,
    Rows deleted,
    Rows failed,
    boolean guarded,
    List<String> drift,
    Optional<String> errorCode,
    Optional<String> error) {
  public DryRun {
    drift = List.copyOf(drift);
  }

  /// Rows to which the same would happen.
  ///
  /// @param first some of their keys
  public record Rows(long count, List<String> first) {
    public Rows {
      first = List.copyOf(first);
    }
  }
}
