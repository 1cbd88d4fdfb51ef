package dev.raghub.decode;

import dev.raghub.source.DatabaseAddress;
import dev.raghub.source.Mapping;
import dev.raghub.source.SlotNames;
import dev.raghub.workspace.Workspace;

/// A workspace's database whose log is read.
record Place(Workspace workspace, Mapping mapping, DatabaseAddress address, String slot) {
  static Place of(Workspace workspace, Mapping mapping, DatabaseAddress address, String prefix) {
    return new Place(
        workspace, mapping, address, SlotNames.of(prefix, mapping.workspace(), address));
  }
}
