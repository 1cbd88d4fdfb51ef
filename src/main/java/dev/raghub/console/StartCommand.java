package dev.raghub.console;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Serves until it is stopped.
@Command(
    name = "start",
    mixinStandardHelpOptions = true,
    description = {
      "Start the gateway and stay.",
      "With no database configured it runs its own PostgreSQL and Redis in the data folder."
    })
final class StartCommand implements Callable<Integer> {
  @Option(
      names = "--port",
      description = "Port to listen on (RAGHUB_HTTP_PORT). Default: ${DEFAULT-VALUE}",
      defaultValue = "${env:RAGHUB_HTTP_PORT:-8080}")
  private int port;

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description = "Data folder (RAGHUB_DATA). Default: ${DEFAULT-VALUE}",
      defaultValue = "${env:RAGHUB_DATA:-.raghub}")
  private Path data = Path.of(".raghub");

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    DataFolder folder = new DataFolder(data);
    RunningGateway gateway = RunningGateway.on(folder, port);
    Terminal terminal = Terminal.of(spec);
    terminal.line("raghub is ready at " + gateway.url());
    terminal.line("  API             " + gateway.url() + "/q/swagger-ui");
    terminal.line("  data            " + data.toAbsolutePath().normalize());
    folder.adminKey().ifPresent(key -> terminal.line("  admin key       in " + folder.keyFile()));
    terminal.line("Stop it with Ctrl-C.");
    return gateway.await();
  }
}
