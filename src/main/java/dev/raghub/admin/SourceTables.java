package dev.raghub.admin;

import dev.raghub.fault.RaghubException;
import dev.raghub.ingest.MappingFolder;
import dev.raghub.source.Mapping;
import dev.raghub.source.SourceMapping;
import dev.raghub.source.SourceOrigin;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which table of its database a source reads.
@ApplicationScoped
class SourceTables {
  private final MappingFolder mappings;

  SourceTables(MappingFolder mappings) {
    this.mappings = mappings;
  }

  /// Tables by source. A mapping that is missing or broken says nothing: what was read by it before
  /// is shown all the same.
  Map<String, String> of(Workspace workspace) {
    Map<String, String> tables = new HashMap<>();
    for (Mapping mapping : mappings(workspace)) {
      for (SourceMapping source : mapping.sources()) {
        if (source.origin() instanceof SourceOrigin.Table(String name)) {
          tables.put(source.name(), name);
        }
      }
    }
    return tables;
  }

  private List<Mapping> mappings(Workspace workspace) {
    try {
      return mappings.of(workspace.id());
    } catch (RaghubException missing) {
      return List.of();
    }
  }
}
