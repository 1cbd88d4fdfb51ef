package dev.raghub.retrieve;

import java.util.List;

/// A way from one row to another along references, of two steps or more.
///
/// @param via the passages between both ends, in order, at least one
/// @param entity the row over which the first step goes
/// @param speaker whose field makes the first step: the origin's, or its child's
/// @param sentence that field's place in the speaker, from 0
/// @param weight what the way has lost, above 0 and at most 1
record RowPath(int to, List<Integer> via, int entity, int speaker, int sentence, double weight) {
  RowPath {
    via = List.copyOf(via);
  }
}
