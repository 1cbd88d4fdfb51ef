package dev.raghub.embedded;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;

/// The resources in our jars that hold the servers for one kind of machine.
///
/// @param postgres a tar archive, packed with xz
/// @param redis an executable
record ServerPlatform(String postgres, String redis) {
  /// The servers for the machine that this JVM runs on.
  static ServerPlatform current() {
    return of(System.getProperty("os.name"), System.getProperty("os.arch"));
  }

  static ServerPlatform of(String system, String architecture) {
    return switch (system + "/" + architecture) {
      case "Linux/amd64", "Linux/x86_64" ->
          new ServerPlatform("postgres-linux-x86_64.txz", "redis-server-6.2.6-v5-linux-amd64");
      case "Linux/aarch64", "Linux/arm64" ->
          new ServerPlatform("postgres-linux-arm_64.txz", "redis-server-6.2.7-linux-arm64");
      default ->
          throw Failures.server(
              "No embedded servers for %s on %s; expected Linux on amd64 or aarch64; %s"
                  .formatted(system, architecture, Failures.INSTEAD));
    };
  }

  static InputStream open(String resource) throws IOException {
    InputStream found = ServerPlatform.class.getClassLoader().getResourceAsStream(resource);
    if (found == null) {
      throw new FileNotFoundException("resource " + resource + " is not on the class path");
    }
    return found;
  }
}
