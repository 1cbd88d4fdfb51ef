package dev.raghub.ingest;

import java.time.Instant;
import java.util.Optional;

/// A run over one source, as it stands.
///
/// @param source its name, or [#EMBEDDINGS]
/// @param expected an estimate of what there is to read or embed
/// @param counts what happened so far; `read` counts rows, or texts embedded
public record Run(
    long id,
    String source,
    State state,
    long expected,
    Counts counts,
    Optional<String> errorCode,
    Optional<String> error,
    Instant createdAt,
    Optional<Instant> startedAt,
    Optional<Instant> finishedAt) {
  /// The run that computes what vectors are missing after the sources are read.
  public static final String EMBEDDINGS = "*embeddings*";

  /// Where a run is in its life.
  public enum State {
    WAITING,
    RUNNING,
    FINISHED,
    FAILED
  }

  /// What happened to the rows.
  public record Counts(
      long read, long created, long changed, long unchanged, long deleted, long failed) {
    static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);

    Counts plus(Counts more) {
      return new Counts(
          read + more.read,
          created + more.created,
          changed + more.changed,
          unchanged + more.unchanged,
          deleted + more.deleted,
          failed + more.failed);
    }
  }
}
