package dev.raghub.corpus;

import java.util.List;

/// The next changes above a revision.
///
/// @param upTo the revision that is applied once these are
/// @param head the workspace's revision when this was read
public record Changes(long upTo, long head, List<ItemId> items) {
  public Changes {
    items = List.copyOf(items);
  }
}
