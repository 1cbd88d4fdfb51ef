package dev.raghub.source;

import dev.raghub.fault.ErrorCode;

/// Something about a mapping that a person should know.
///
/// @param code what kind of trouble it is; `SOURCE_CHANGED` when the database lacks what is mapped
/// @param where the place in the mapping: `sources.film.columns`
public record Problem(Severity severity, ErrorCode code, String where, String message) {
  /// How bad it is.
  public enum Severity {
    /// The source cannot be read.
    ERROR,
    /// It can, and may give less than hoped for.
    WARNING,
    INFO
  }

  @Override
  public String toString() {
    return severity + " " + where + ": " + message;
  }
}
