package dev.raghub.source;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Which rows of one database, and which files, become documents of one workspace, and when. Source
/// names are unique.
///
/// @param database [DatabaseReference#NONE] where all sources are folders
/// @param changes how the database tells of changes, where it does
public record Mapping(
    String workspace,
    DatabaseReference database,
    List<SourceMapping> sources,
    Schedules schedules,
    ChangeFeed changes) {
  public Mapping {
    sources = List.copyOf(sources);
    if (workspace.isBlank()) {
      throw invalid("workspace is empty; expected the workspace's name");
    }
    if (database.equals(DatabaseReference.NONE)
        && (sources.isEmpty()
            || !sources.stream().allMatch(each -> each.origin() instanceof SourceOrigin.Folder))) {
      throw invalid("field \"database\" is missing; expected url, user, password");
    }
    Set<String> names = new HashSet<>();
    for (SourceMapping source : sources) {
      if (!names.add(source.name())) {
        throw invalid(
            "two sources are named \"" + source.name() + "\"; expected each name only once");
      }
    }
  }

  /// A mapping whose sources are read when somebody asks for it, and whose database tells by
  /// triggers, if at all.
  public Mapping(String workspace, DatabaseReference database, List<SourceMapping> sources) {
    this(workspace, database, sources, Schedules.NONE, ChangeFeed.TRIGGERS);
  }

  /// The source with this exact name.
  public Optional<SourceMapping> source(String name) {
    return sources.stream().filter(source -> source.name().equals(name)).findFirst();
  }

  static RaghubException invalid(String message) {
    return new RaghubException(ErrorCode.MAPPING_INVALID, message);
  }
}
