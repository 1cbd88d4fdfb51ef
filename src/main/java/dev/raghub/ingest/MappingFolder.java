package dev.raghub.ingest;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.source.Mapping;
import dev.raghub.source.MappingYaml;
import dev.raghub.workspace.WorkspaceId;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The mappings that the operator keeps in a folder.
@ApplicationScoped
public class MappingFolder {
  private final Path folder;

  MappingFolder(IngestSettings settings) {
    this.folder = settings.mappings();
  }

  /// The mappings of a workspace, by file name. MAPPING_INVALID when a file is broken, NOT_FOUND
  /// when there is none.
  public List<Mapping> of(WorkspaceId workspace) {
    List<Mapping> mappings =
        files().stream()
            .map(MappingYaml::read)
            .filter(mapping -> mapping.workspace().equals(workspace.value()))
            .toList();
    if (mappings.isEmpty()) {
      throw new RaghubException(
          ErrorCode.NOT_FOUND,
          "no mapping for this workspace in the gateway's mapping folder; write one with 'raghub source draft'");
    }
    return mappings;
  }

  private List<Path> files() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".yaml") || file.toString().endsWith(".yml"))
          .sorted()
          .toList();
    } catch (IOException unreadable) {
      throw new RaghubException(
          ErrorCode.CONFIGURATION_INVALID,
          "cannot read the mapping folder " + folder + "; set raghub.ingest.mappings",
          unreadable);
    }
  }
}
