package dev.raghub.graph;

import dev.raghub.corpus.StableHash;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.graph.EntityAddress.Row;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/// What a person said about a relation: a row or document with an entity that it mentions, or that
/// it is called.
///
/// @param by the public part of the key that said it
public record RelationDecision(Row row, EntityAddress entity, Kind kind, String by, Instant at) {
  public RelationDecision {
    if (row.equals(entity)) {
      throw new RaghubException(
          ErrorCode.INVALID_REQUEST, "'row' and 'entity' are one; expected two");
    }
  }

  /// What is said.
  public enum Kind {
    /// It matters: where it is, it is marked and preferred.
    PIN,
    /// It is not to be followed.
    HIDE;

    /// In small letters.
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// The same relation has the same id whenever something is said of it.
  public UUID id() {
    return StableHash.uuid("relation", row.source(), row.key(), entity.source(), entity.key());
  }
}
