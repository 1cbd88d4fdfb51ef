package dev.raghub.change;

import dev.raghub.corpus.ItemId;
import dev.raghub.merge.PreparedDocument;
import dev.raghub.source.RowChange;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/// Rows of one mapping, read again at one moment and ready to be applied.
///
/// @param claims all that are applied together
/// @param documents of the rows that are there
/// @param gone the rows that are not
/// @param strays rows that are called otherwise than they were told: they take their own turn
record Batch(
    List<Claim> claims,
    List<PreparedDocument> documents,
    List<ItemId> gone,
    Collection<RowChange> strays) {
  Batch {
    claims = List.copyOf(claims);
    documents = List.copyOf(documents);
    gone = List.copyOf(gone);
    strays = List.copyOf(strays);
  }

  List<ItemId> items() {
    return Stream.concat(stored().stream(), gone.stream()).toList();
  }

  List<ItemId> stored() {
    return documents.stream().map(document -> document.document().id()).toList();
  }
}
