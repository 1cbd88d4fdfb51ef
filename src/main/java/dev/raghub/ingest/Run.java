package dev.raghub.ingest;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A run over one source, as it stands.
///
/// @param source its name, or [#EMBEDDINGS]
/// @param expected an estimate of what there is to read or embed
/// @param counts what happened so far; `read` counts rows, or texts embedded
/// @param takeovers how many times its gateway was lost and another went on with it
/// @param drift how the source's tables differ from those of the run before
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
    Optional<Instant> finishedAt,
    int takeovers,
    List<String> drift) {
  public Run {
    drift = List.copyOf(drift);
  }

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
