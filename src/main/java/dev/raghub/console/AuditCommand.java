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

/// What administrators did.
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    description = "Show what administrators did, newest first.")
final class AuditCommand implements Callable<Integer> {
  @Mixin private GatewayOptions gateway = new GatewayOptions();

  @Option(
      names = {"-w", "--workspace"},
      paramLabel = "NAME",
      description = "Only what was done in this one.")
  private @Nullable String workspace;

  @Option(names = "--cursor", paramLabel = "N", description = "Go on with what is older.")
  private @Nullable String cursor;

  @Option(names = "--limit", description = "How many, 1 to 1000. Default: ${DEFAULT-VALUE}")
  private int limit = 100;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    Query query =
        new Query()
            .with("workspace", workspace)
            .with("cursor", cursor)
            .with("limit", String.valueOf(limit));
    JsonNode log = gateway.connect().get("/v1/admin/audit" + query.text(), Optional.empty());
    Terminal terminal = Terminal.of(spec);
    if (gateway.json()) {
      terminal.line(log.toPrettyString());
    } else {
      log.path("entries").forEach(entry -> terminal.line(line(entry)));
      if (log.has("next")) {
        terminal.line("older: --cursor " + log.path("next").asText());
      }
    }
    return 0;
  }

  private static String line(JsonNode entry) {
    return "%s  %-16s %-20s %-20s %-16s %s"
        .formatted(
            entry.path("at").asText(),
            entry.path("key").asText(),
            entry.path("action").asText(),
            entry.path("target").asText(),
            entry.path("workspace").asText("–"),
            entry.path("outcome").asText());
  }
}
