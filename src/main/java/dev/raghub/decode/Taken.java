package dev.raghub.decode;

import dev.raghub.source.Lsn;
import dev.raghub.source.RowChange;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// Changes that have arrived together.
///
/// @param transactions that wrote them, by their numbers at the source
/// @param position after the last transaction of which all has arrived
/// @param oldest when the first of them was committed, by the source's clock
record Taken(List<RowChange> changes, Set<Integer> transactions, Lsn position, Instant oldest) {
  Taken {
    changes = List.copyOf(changes);
    transactions = Set.copyOf(transactions);
  }
}
