package dev.raghub.corpus;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// The next changes above a revision.
///
/// @param upTo the revision that is applied once these are
/// @param head the workspace's revision when this was read
/// @param revisions of the items' last changes, oldest first
public record Changes(long upTo, long head, SequencedMap<ItemId, Long> revisions) {
  public Changes {
    revisions = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(revisions));
  }

  public List<ItemId> items() {
    return List.copyOf(revisions.keySet());
  }
}
