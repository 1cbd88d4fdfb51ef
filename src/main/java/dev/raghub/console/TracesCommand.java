package dev.raghub.console;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// How calls of models went.
@Command(
    name = "traces",
    mixinStandardHelpOptions = true,
    description = "Show the latest calls of models, newest first.")
final class TracesCommand implements Callable<Integer> {
  @Mixin private GatewayOptions gateway = new GatewayOptions();

  @Option(
      names = {"-w", "--workspace"},
      paramLabel = "NAME",
      description = "Whose; not needed with one workspace.")
  private @Nullable String workspace;

  @Option(names = "--request", paramLabel = "ID", description = "Only those of this request.")
  private @Nullable String request;

  @Option(names = "--limit", description = "How many, 1 to 1000. Default: ${DEFAULT-VALUE}")
  private int limit = 50;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    Query query = new Query().with("request", request).with("limit", String.valueOf(limit));
    JsonNode traces =
        gateway.connect().get("/v1/admin/traces" + query.text(), Optional.ofNullable(workspace));
    Terminal terminal = Terminal.of(spec);
    if (gateway.json()) {
      terminal.line(traces.toPrettyString());
    } else {
      traces.forEach(trace -> print(terminal, trace));
    }
    return 0;
  }

  private static void print(Terminal terminal, JsonNode trace) {
    terminal.line(
        "%s  %-12s %-12s %-10s %6d + %5d tokens  first %6s ms, total %6s ms, %d retries  %s"
            .formatted(
                trace.path("startedAt").asText(),
                trace.path("endpoint").asText(),
                trace.path("model").asText(),
                trace.path("purpose").asText(),
                trace.path("promptTokens").asInt(),
                trace.path("completionTokens").asInt(),
                trace.path("firstTokenMs").asText("–"),
                trace.path("totalMs").asText("–"),
                trace.path("retries").asInt(),
                trace.path("errorCode").asText(trace.path("finish").asText())));
    trace.path("warnings").forEach(warning -> terminal.line("  " + warning.asText()));
  }
}
