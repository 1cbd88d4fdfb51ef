package dev.raghub.cache;

import dev.raghub.answer.Inquiry;
import dev.raghub.workspace.Workspace;

/// Where the answer to a question lies or will lie.
///
/// @param question its name within the partition
/// @param revision of the workspace when the question came
record Place(Partition partition, String question, Inquiry inquiry, long revision) {
  Workspace workspace() {
    return partition.workspace();
  }
}
