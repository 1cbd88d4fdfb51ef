package dev.raghub.file;

import dev.raghub.rest.Client;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// A workspace's folder of files, and the mapping that names it.
record FilesSource(String workspace, Path folder) {
  static Path root() {
    return made(Path.of(Client.setting("raghub.files.root")));
  }

  /// @param more lines of the source, each with an end
  static FilesSource of(String workspace, String more) {
    FilesSource files = new FilesSource(workspace, made(root().resolve(workspace)));
    files.map(workspace, more);
    return files;
  }

  /// Another workspace that reads the same folder.
  FilesSource again(String other, String more) {
    FilesSource files = new FilesSource(other, folder);
    files.map(workspace, more);
    return files;
  }

  void map(String path, String more) {
    try {
      Files.writeString(
          mapping(),
          """
          workspace: %s
          sources:
            - name: handbook
              folder: %s
          """
                  .formatted(workspace, path)
              + more.indent(4));
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  Path mapping() {
    return made(Path.of(Client.setting("raghub.ingest.mappings"))).resolve(workspace + ".yaml");
  }

  void write(String path, String text) {
    write(path, text.getBytes(StandardCharsets.UTF_8));
  }

  void write(String path, byte[] bytes) {
    try {
      Path file = folder.resolve(path);
      made(file.getParent());
      Files.write(file, bytes);
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  private static Path made(Path folder) {
    try {
      return Files.createDirectories(folder);
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }
}
