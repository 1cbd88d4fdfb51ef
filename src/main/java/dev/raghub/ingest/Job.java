package dev.raghub.ingest;

import java.util.List;
import java.util.UUID;

/// Runs that were entered together, source after source, and whose they are: ours until somebody
/// takes them over, because we showed no sign of life.
///
/// @param owner tells this holder from every other there was
public record Job(UUID owner, boolean allowDeletes, List<Entry> entries) {
  public Job {
    entries = List.copyOf(entries);
  }

  /// One of its runs.
  public record Entry(long run, String source) {}

  /// The run as its holder writes into it.
  Lease lease(Entry entry) {
    return new Lease(entry.run(), owner);
  }

  /// The proof that a run is ours. Whoever was overtaken can neither store nor end anything with
  /// it.
  record Lease(long run, UUID owner) {}
}
