package dev.raghub.console;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which gateway a command talks to, and how it prints.
final class GatewayOptions {
  @Option(
      names = "--url",
      paramLabel = "URL",
      description =
          "The gateway (RAGHUB_URL). Default: the one that runs on the data folder, else one for this command.",
      defaultValue = "${env:RAGHUB_URL}")
  private @Nullable String url;

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description = "API key (RAGHUB_KEY). Default: the data folder's admin key.",
      defaultValue = "${env:RAGHUB_KEY}")
  private @Nullable String key;

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description = "Data folder of the embedded gateway (RAGHUB_DATA). Default: ${DEFAULT-VALUE}",
      defaultValue = "${env:RAGHUB_DATA:-.raghub}")
  private Path data = Path.of(".raghub");

  @Option(names = "--json", description = "Print JSON for machines.")
  private boolean json;

  boolean json() {
    return json;
  }

  /// A client of the named gateway, or of one on a folder inside the data folder that is started
  /// for this command, so that it disturbs nothing.
  GatewayClient connectAside(String folder) {
    if (url == null || url.isBlank()) {
      data = data.resolve(folder);
    }
    return connect();
  }

  /// A client of the gateway; starts one in this process if none is named and none runs.
  GatewayClient connect() {
    if (url != null && !url.isBlank()) {
      if (key == null || key.isBlank()) {
        throw new RaghubException(
            ErrorCode.NOT_AUTHENTICATED, "--url needs a key: set --key or RAGHUB_KEY");
      }
      return new GatewayClient(url, key);
    }
    DataFolder folder = new DataFolder(data);
    Optional<String> running = folder.runningAt();
    String address = running.orElseGet(() -> RunningGateway.quiet(folder).url());
    return new GatewayClient(address, givenKey().or(folder::adminKey).orElseThrow(this::noKey));
  }

  private Optional<String> givenKey() {
    return Optional.ofNullable(key).filter(given -> !given.isBlank());
  }

  private RaghubException noKey() {
    return new RaghubException(
        ErrorCode.NOT_AUTHENTICATED,
        "there is no admin key in " + data + "; set --key or RAGHUB_KEY");
  }
}
