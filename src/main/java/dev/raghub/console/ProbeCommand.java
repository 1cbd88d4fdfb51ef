package dev.raghub.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// What the configured models can do.
@Command(
    name = "probe",
    mixinStandardHelpOptions = true,
    description = {
      "Ask endpoints and the embedder layer by layer what they can do, and say what to change.",
      "Exit status 1 when a layer failed."
    })
final class ProbeCommand implements Callable<Integer> {
  private static final String PATH = "/v1/admin/endpoints";
  private static final String EMBEDDER = "embedder";

  /// Seven calls of a model, each with its timeout and its wait for a turn.
  private static final Duration LONGEST = Duration.ofMinutes(20);

  @Mixin private GatewayOptions gateway = new GatewayOptions();

  @Option(
      names = "--endpoint",
      paramLabel = "NAME",
      description = "One of raghub.endpoint, or embedder. Default: all of them.")
  private @Nullable String endpoint;

  @Option(
      names = {"-w", "--workspace"},
      paramLabel = "NAME",
      description = "Which pays for the calls; not needed with one workspace.")
  private @Nullable String workspace;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    Terminal terminal = Terminal.of(spec);
    GatewayClient client = gateway.connect().waiting(LONGEST);
    ArrayNode reports = GatewayClient.JSON.createArrayNode();
    for (String name : endpoint == null ? all(client) : List.of(endpoint)) {
      terminal.redraw("asking " + name + " …");
      JsonNode report =
          client.post(
              PATH + "/" + Query.encoded(name) + "/probe",
              Optional.ofNullable(workspace),
              GatewayClient.JSON.createObjectNode());
      reports.add(report);
      if (!gateway.json()) {
        print(terminal, report);
      }
    }
    if (gateway.json()) {
      terminal.settle(reports.toPrettyString());
    }
    return reports.findValuesAsText("verdict").contains("no") ? 1 : 0;
  }

  private static List<String> all(GatewayClient client) {
    List<String> names = new ArrayList<>();
    client.get(PATH, Optional.empty()).forEach(each -> names.add(each.path("name").asText()));
    names.add(EMBEDDER);
    return names;
  }

  private static void print(Terminal terminal, JsonNode report) {
    terminal.settle(
        "%s, %s".formatted(report.path("endpoint").asText(), report.path("model").asText()));
    for (JsonNode layer : report.path("layers")) {
      terminal.line(
          "  %-9s  %-18s  %s"
              .formatted(
                  layer.path("verdict").asText().replace('_', ' '),
                  layer.path("name").asText(),
                  layer.path("detail").asText()));
      if (layer.has("remedy")) {
        terminal.line(" ".repeat(13) + "→ " + layer.path("remedy").asText());
      }
    }
  }
}
