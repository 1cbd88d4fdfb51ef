package dev.raghub.source;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/// Reads the rows of sources, wherever they come from. Not safe for threads.
public interface RowReader {
  /// Reads the rows behind a place, which a page of an earlier reading gave, in batches; the whole
  /// source where the place is empty. Returns only when the end was reached: what was not given by
  /// then is gone.
  void read(SourceMapping source, int batchRows, List<String> after, Consumer<Page> consumer);

  /// Reads the row of this key again; empty when it is gone or the text cannot be a key.
  Optional<ReadRow> readOne(SourceMapping source, String key);

  /// Tells what is read, and how, from anything else: another place, another key, another mapping.
  UUID fingerprint(SourceMapping source);

  /// The columns of the source; none where it has no columns.
  Shape shape(SourceMapping source);

  /// About how many rows there are.
  long estimate(SourceMapping source);

  /// The highest value of the source's change column; empty where there is none that can tell.
  Optional<String> highest(SourceMapping source);
}
