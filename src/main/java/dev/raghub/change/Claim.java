package dev.raghub.change;

import dev.raghub.corpus.ItemId;
import dev.raghub.source.RowChange;
import java.time.Instant;

/// A change that is ours until its lease ends.
///
/// @param version what was told of the row when it was claimed; more may be told meanwhile
/// @param number tells this lease from every other
/// @param notedAt when the oldest change was noted that this one covers
/// @param beside whether a run was at work when the change was claimed; it may yet store what it
///   read before
/// @param overlapped whether a run ended after the change was noted
record Claim(
    RowChange change,
    long version,
    long number,
    int attempts,
    Instant notedAt,
    boolean renamed,
    boolean beside,
    boolean overlapped) {
  ItemId item() {
    return ItemId.of(source(), key());
  }

  String source() {
    return change.source();
  }

  String key() {
    return change.key();
  }

  boolean truncates() {
    return change.kind() == RowChange.Kind.TRUNCATE;
  }
}
