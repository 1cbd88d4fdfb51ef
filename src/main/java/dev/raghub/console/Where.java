package dev.raghub.console;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Which workspace, at which gateway.
final class Where {
  @Mixin private GatewayOptions gateway = new GatewayOptions();

  @Option(
      names = {"-w", "--workspace"},
      paramLabel = "NAME",
      description = "Not needed with one workspace.")
  private @Nullable String workspace;

  GatewayClient connect() {
    return gateway.connect();
  }

  boolean json() {
    return gateway.json();
  }

  Optional<String> workspace() {
    return Optional.ofNullable(workspace);
  }
}
