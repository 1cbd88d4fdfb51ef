package dev.raghub.ingest;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.source.ChangeFeed;
import dev.raghub.source.DatabaseAddress;
import dev.raghub.source.Mapping;
import dev.raghub.source.MappingYaml;
import dev.raghub.workspace.WorkspaceId;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/// The mappings that the operator keeps in a folder.
@ApplicationScoped
public class MappingFolder {
  /// A file that was written shortly before it was read may be written again within the same tick
  /// of its clock.
  private static final Duration TICK = Duration.ofSeconds(2);

  private final Path folder;
  private final Clock clock;
  private final Map<Path, Read> known = new ConcurrentHashMap<>();

  /// What a file held when it was read, and what tells whether it still does.
  private record Read(FileTime modified, long size, Optional<Object> file, Mapping mapping) {}

  MappingFolder(IngestSettings settings, Clock clock) {
    this.folder = settings.mappings();
    this.clock = clock;
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
    refuseTwoOfOneLog(mappings);
    return mappings;
  }

  /// They would share a slot, and each would pass over what the other has to be told.
  private void refuseTwoOfOneLog(List<Mapping> mappings) {
    List<Mapping> decoded =
        mappings.stream().filter(mapping -> mapping.changes() == ChangeFeed.DECODING).toList();
    if (decoded.size() < 2) {
      return;
    }
    Set<String> places = new HashSet<>();
    for (Mapping mapping : decoded) {
      String place = address(mapping).place();
      if (!places.add(place)) {
        throw new RaghubException(
            ErrorCode.MAPPING_INVALID,
            "two mappings of this workspace have 'changes: decoding' for %s; write their sources into one"
                .formatted(place));
      }
    }
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
  private Optional<Mapping> mapping(Path file, WorkspaceId workspace) {
    try {
      return Optional.of(mapping(file))
          .filter(mapping -> mapping.workspace().equals(workspace.value()));
    } catch (RaghubException broken) {
      if (names(file, workspace)) {
        throw broken;
      }
      return Optional.empty();
    }
  }

  /// Whoever looks after all workspaces asks for every file once for each of them.
  private Mapping mapping(Path file) {
    try {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      Read read = known.get(file);
      if (read != null
          && read.modified().equals(now.lastModifiedTime())
          && read.size() == now.size()
          && read.file().equals(Optional.ofNullable(now.fileKey()))) {
        return read.mapping();
      }
      Mapping mapping = MappingYaml.read(file);
      if (now.lastModifiedTime().toInstant().plus(TICK).isBefore(clock.instant())) {
        known.put(
            file,
            new Read(
                now.lastModifiedTime(), now.size(), Optional.ofNullable(now.fileKey()), mapping));
      }
      return mapping;
    } catch (IOException gone) {
      known.remove(file);
      return MappingYaml.read(file);
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
