package dev.raghub.source;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Which rows of one database become documents of one workspace. Source names are unique.
public record Mapping(String workspace, DatabaseReference database, List<SourceMapping> sources) {
  public Mapping {
    sources = List.copyOf(sources);
    if (workspace.isBlank()) {
      throw invalid("workspace is empty; expected the workspace's name");
    }
    Set<String> names = new HashSet<>();
    for (SourceMapping source : sources) {
      if (!names.add(source.name())) {
        throw invalid(
            "two sources are named \"" + source.name() + "\"; expected each name only once");
      }
    }
  }

  /// The source with this exact name.
  public Optional<SourceMapping> source(String name) {
    return sources.stream().filter(source -> source.name().equals(name)).findFirst();
  }

  static RaghubException invalid(String message) {
    return new RaghubException(ErrorCode.MAPPING_INVALID, message);
  }
}
