package dev.raghub.index;

import dev.raghub.corpus.Hidden;
import dev.raghub.workspace.Workspace;
import java.util.List;

/// Nearest chunks by cosine. Two adapters, one contract test.
interface VectorIndex extends Projection {
  /// At most `limit` chunks that are not hidden, nearest first; ties by chunk id.
  List<ScoredChunk> nearest(Workspace workspace, float[] question, Hidden hidden, int limit);
}
