package dev.raghub.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Fills a workspace from its sources.
@Command(
    name = "ingest",
    mixinStandardHelpOptions = true,
    description = {
      "Read the rows of a workspace's sources, by the mapping in etl/.",
      "Rows that did not change cost nothing; rows that are gone are deleted. Exit status 1 when a source or a row failed."
    })
final class IngestCommand implements Callable<Integer> {
  @Mixin private GatewayOptions gateway = new GatewayOptions();

  @Parameters(paramLabel = "WORKSPACE", description = "Made if it does not exist.")
  private String workspace = "";

  @Option(names = "--source", paramLabel = "NAME", description = "Only this source.")
  private @Nullable String source;

  @Option(
      names = "--allow-deletes",
      description = "Delete even if a large share of a source's documents is gone.")
  private boolean allowDeletes;

  @Option(
      names = "--dry-run",
      description = "Write nothing; say what would be created, changed and deleted.")
  private boolean dryRun;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    GatewayClient client = gateway.connect();
    Terminal terminal = Terminal.of(spec);
    if (dryRun) {
      JsonNode sources = DryRunReport.ask(client, workspace, source, allowDeletes);
      if (gateway.json()) {
        terminal.line(sources.toPrettyString());
      } else {
        DryRunReport.print(terminal, sources);
      }
      return DryRunReport.complete(sources) ? 0 : 1;
    }
    IngestProgress progress = new IngestProgress(client, terminal, workspace, !gateway.json());
    progress.ensureWorkspace();
    ArrayNode runs = progress.ingest(source, allowDeletes);
    if (gateway.json()) {
      terminal.line(runs.toPrettyString());
    }
    boolean complete = true;
    for (JsonNode run : runs) {
      complete &=
          run.path("state").asText().equals("FINISHED")
              && run.path("counts").path("failed").asLong() == 0;
    }
    return complete ? 0 : 1;
  }
}
