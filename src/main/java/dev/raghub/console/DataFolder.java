package dev.raghub.console;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// What a gateway leaves in its data folder for the commands beside it: where it listens, and the
/// first admin key.
record DataFolder(Path path) {
  private static final ObjectMapper JSON = new ObjectMapper();

  Path keyFile() {
    return path.resolve("admin.key");
  }

  Path indexes() {
    return path.resolve("index");
  }

  Path servers() {
    return path.resolve("servers");
  }

  /// The address of the gateway that runs on this folder, if one does.
  Optional<String> runningAt() {
    Path file = gatewayFile();
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      var gateway = JSON.readTree(file.toFile());
      boolean alive =
          ProcessHandle.of(gateway.path("pid").asLong()).map(ProcessHandle::isAlive).orElse(false);
      return alive ? Optional.of(gateway.path("url").asText()) : Optional.empty();
    } catch (IOException halfWritten) {
      return Optional.empty();
    }
  }

  void announce(String url) {
    ObjectNode gateway = JSON.createObjectNode();
    gateway.put("url", url).put("pid", ProcessHandle.current().pid());
    write(gatewayFile(), gateway.toString());
  }

  void retract() {
    try {
      Files.deleteIfExists(gatewayFile());
    } catch (IOException gone) {
      throw new RaghubException(ErrorCode.FOLDER_NOT_WRITABLE, "cannot write to " + path, gone);
    }
  }

  /// The admin key that the gateway wrote at its first start, if it is there and readable.
  Optional<String> adminKey() {
    try {
      return Files.exists(keyFile())
          ? Optional.of(Files.readString(keyFile()).strip())
          : Optional.empty();
    } catch (IOException unreadable) {
      throw new RaghubException(
          ErrorCode.FORBIDDEN,
          "cannot read " + keyFile() + "; set RAGHUB_KEY or run as the gateway's user",
          unreadable);
    }
  }

  /// Makes the folder, for its owner alone, or says why it cannot be.
  void create() {
    try {
      Files.createDirectories(path);
      if (!Files.isWritable(path)) {
        throw new IOException("not writable");
      }
    } catch (IOException refused) {
      throw new RaghubException(
          ErrorCode.FOLDER_NOT_WRITABLE,
          "cannot write to the data folder "
              + path.toAbsolutePath()
              + "; name another with --data or RAGHUB_DATA",
          refused);
    }
  }

  private Path gatewayFile() {
    return path.resolve("gateway.json");
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException refused) {
      throw new RaghubException(ErrorCode.FOLDER_NOT_WRITABLE, "cannot write " + file, refused);
    }
  }
}
