package dev.raghub.merge;

import dev.raghub.workspace.Workspace;
import java.util.Collection;
import org.jdbi.v3.core.Handle;

/// Whoever keeps what was read in texts beyond the rules. Told of every change of documents, within
/// the transaction of the merge, so that what is known of a text stands in the graph in the moment
/// in which the text does, and goes with it.
public interface PostgresReadings {
  /// The content of these items was replaced.
  ///
  /// @param items those that were there before; their chunks are gone
  /// @param written those that stand now, with their chunks
  void replaced(
      Workspace workspace,
      Handle handle,
      Collection<Long> items,
      Collection<PreparedDocument> written);
}
