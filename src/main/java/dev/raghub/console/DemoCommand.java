package dev.raghub.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.raghub.embedded.PostgresServer;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Shows everything on a machine with nothing on it.
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Start a gateway with everything embedded, fill three workspaces from a sample database, ask some questions.",
      "Then it stays up to be tried, or ends with --exit."
    })
final class DemoCommand implements Callable<Integer> {
  private static final List<String> WORKSPACES =
      List.of("customer_facing", "internal_dev", "product_codex");

  private record Asked(String workspace, String question) {}

  private static final List<Asked> QUESTIONS =
      List.of(
          new Asked(
              "customer_facing",
              "How do I enable two-factor authentication, and how many recovery codes do I get?"),
          new Asked(
              "customer_facing",
              "Can a Free workspace require two-factor authentication for all members?"),
          new Asked("internal_dev", "Which deploy caused incident INC-2031 and who deployed it?"),
          new Asked("internal_dev", "What was the root cause of INC-2028?"),
          new Asked("internal_dev", "How many tickets have the status open?"),
          new Asked("internal_dev", "What is the latest incident?"),
          new Asked("product_codex", "What is the rate limit and page size of GET /v2/courses?"),
          new Asked("product_codex", "When is API v1 switched off?"),
          new Asked("customer_facing", "What was the root cause of INC-2028?"));

  @Option(
      names = "--port",
      description = "Port to listen on (RAGHUB_HTTP_PORT). Default: ${DEFAULT-VALUE}",
      defaultValue = "${env:RAGHUB_HTTP_PORT:-8080}")
  private int port;

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description = "Data folder. Default: ${DEFAULT-VALUE}",
      defaultValue = ".raghub/demo")
  private Path data = Path.of(".raghub", "demo");

  @Option(names = "--exit", description = "End after the questions.")
  private boolean exit;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    Terminal terminal = Terminal.of(spec);
    DataFolder folder = new DataFolder(data);
    folder.create();
    writeMappings(data.resolve("etl"));
    System.setProperty("raghub.ingest.mappings", data.resolve("etl").toString());
    System.setProperty("quarkus.log.level", "WARN");
    terminal.line("starting PostgreSQL, Redis and the gateway …");
    RunningGateway gateway = RunningGateway.on(folder, port);
    PostgresServer server = gateway.postgres().orElseThrow(DemoCommand::needsEmbedded);
    PostgresSampleDatabase.create(server);
    terminal.line(
        "ready at "
            + gateway.url()
            + " with the sample database of Learnly, an invented e-learning company");
    GatewayClient client =
        new GatewayClient(gateway.url(), folder.adminKey().orElseThrow(DemoCommand::needsEmbedded));
    boolean complete = true;
    for (String workspace : WORKSPACES) {
      complete &= fill(client, terminal, workspace);
    }
    QUESTIONS.forEach(asked -> ask(client, terminal, asked));
    if (exit) {
      return complete ? 0 : 1;
    }
    invite(terminal, gateway, folder);
    return gateway.await();
  }

  private static boolean fill(GatewayClient client, Terminal terminal, String workspace) {
    terminal.line("");
    terminal.line("== " + workspace);
    IngestProgress progress = new IngestProgress(client, terminal, workspace, true);
    progress.ensureWorkspace();
    boolean complete = true;
    for (JsonNode run : progress.ingest(null, false)) {
      complete &= run.path("state").asText().equals("FINISHED");
    }
    JsonNode size = client.get("/v1/workspaces/" + workspace, Optional.empty());
    terminal.line(
        "%d documents, %d chunks, %d entities, %d mentions, %d edges"
            .formatted(
                size.path("documents").asLong(),
                size.path("chunks").asLong(),
                size.path("entities").asLong(),
                size.path("mentions").asLong(),
                size.path("edges").asLong()));
    return complete;
  }

  private static void ask(GatewayClient client, Terminal terminal, Asked asked) {
    terminal.line("");
    terminal.line("? [" + asked.workspace() + "] " + asked.question());
    ObjectNode request = GatewayClient.JSON.createObjectNode().put("question", asked.question());
    AskCommand.print(
        terminal, client.post("/v1/query", Optional.of(asked.workspace()), request), false);
  }

  private void invite(Terminal terminal, RunningGateway gateway, DataFolder folder) {
    terminal.line("");
    terminal.line("Try it:");
    terminal.line(
        "  ./raghub ask --data %s -w internal_dev \"Which two incidents were caused by deploy DEP-308?\""
            .formatted(data));
    terminal.line("  " + gateway.url() + "/q/swagger-ui   with the key in " + folder.keyFile());
    terminal.line("Stop it with Ctrl-C.");
  }

  private static void writeMappings(Path folder) {
    try {
      Files.createDirectories(folder);
      for (String workspace : WORKSPACES) {
        Files.writeString(
            folder.resolve(workspace + ".yaml"),
            PostgresSampleDatabase.text("demo/etl/" + workspace + ".yaml"));
      }
    } catch (IOException refused) {
      throw new RaghubException(
          ErrorCode.FOLDER_NOT_WRITABLE,
          "cannot write to " + folder + "; name another with --data",
          refused);
    }
  }

  private static RaghubException needsEmbedded() {
    return new RaghubException(
        ErrorCode.CONFIGURATION_INVALID,
        "the demo brings its own database: unset RAGHUB_DATABASE_URL and run it again");
  }
}
