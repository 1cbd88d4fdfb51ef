package dev.raghub.ingest;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.source.DatabaseAddress;
import dev.raghub.source.Mapping;
import dev.raghub.source.MappingYaml;
import dev.raghub.workspace.WorkspaceId;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/// The mappings that the operator keeps in a folder.
@ApplicationScoped
public class MappingFolder {
  private final Path folder;

  MappingFolder(IngestSettings settings) {
    this.folder = settings.mappings();
  }

  /// The mappings of a workspace, by file name. MAPPING_INVALID when one of them is broken,
  /// NOT_FOUND when there is none.
  public List<Mapping> of(WorkspaceId workspace) {
    List<Mapping> mappings =
        files().stream().flatMap(file -> mapping(file, workspace).stream()).toList();
    if (mappings.isEmpty()) {
      throw new RaghubException(
          ErrorCode.NOT_FOUND,
          "no mapping for this workspace in the gateway's mapping folder; write one with 'raghub source draft'");
    }
    return mappings;
  }

  /// Where the mapping's database is. Variables are looked up in the configuration, which knows the
  /// environment as well as system properties and files.
  public DatabaseAddress address(Mapping mapping) {
    return mapping.database().resolve(MappingFolder::variable);
  }

  private static @Nullable String variable(String name) {
    return ConfigProvider.getConfig().getOptionalValue(name, String.class).orElse(null);
  }

  /// The file's mapping if it is one of this workspace. A broken file is refused to the workspace
  /// that it names or is named after: what is wrong with one tenant's mapping must neither stop
  /// another tenant's runs nor be told there.
  private static Optional<Mapping> mapping(Path file, WorkspaceId workspace) {
    try {
      return Optional.of(MappingYaml.read(file))
          .filter(mapping -> mapping.workspace().equals(workspace.value()));
    } catch (RaghubException broken) {
      if (names(file, workspace)) {
        throw broken;
      }
      return Optional.empty();
    }
  }

  private static boolean names(Path file, WorkspaceId workspace) {
    String base = file.getFileName().toString().replaceFirst("\\.ya?ml$", "");
    if (base.equals(workspace.value())) {
      return true;
    }
    Pattern line =
        Pattern.compile(
            "(?m)^\\s*workspace\\s*:\\s*[\"']?"
                + Pattern.quote(workspace.value())
                + "[\"']?\\s*(#.*)?$");
    try {
      return line.matcher(Files.readString(file, StandardCharsets.ISO_8859_1)).find();
    } catch (IOException unreadable) {
      return false;
    }
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
