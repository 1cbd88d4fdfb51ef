package dev.raghub.console;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The queue of changed rows.
@Command(
    name = "queue",
    mixinStandardHelpOptions = true,
    description = "Show the changes of rows that wait; pause and resume a source.",
    synopsisSubcommandLabel = "(show | pause | resume)")
final class QueueCommand extends Group {
  private static final String PATH = "/v1/admin/queue";

  @Spec private @Nullable CommandSpec spec;

  @Override
  @Nullable CommandSpec spec() {
    return spec;
  }

  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "How many changes wait, since when, and why.")
  int show(@Mixin Where where) {
    return print(where, where.connect().get(PATH, where.workspace()));
  }

  @Command(
      name = "pause",
      mixinStandardHelpOptions = true,
      description = "Stop applying a source's changes; they are kept.")
  int pause(
      @Mixin Where where,
      @Parameters(paramLabel = "SOURCE", description = "As the mapping calls it.") String source) {
    return print(where, send(where, "/pause", source));
  }

  @Command(
      name = "resume",
      mixinStandardHelpOptions = true,
      description = "Go on with a source's changes.")
  int resume(
      @Mixin Where where,
      @Parameters(paramLabel = "SOURCE", description = "As the mapping calls it.") String source) {
    return print(where, send(where, "/resume", source));
  }

  private static JsonNode send(Where where, String path, String source) {
    return where
        .connect()
        .post(
            PATH + path,
            where.workspace(),
            GatewayClient.JSON.createObjectNode().put("source", source));
  }

  private int print(Where where, JsonNode status) {
    Terminal terminal = Terminal.of(spec);
    if (where.json()) {
      terminal.line(status.toPrettyString());
      return 0;
    }
    terminal.line(
        "%d changes wait, the oldest since %d s; %d rows are read once more after a run; %d dead letters"
            .formatted(
                status.path("behind").asLong(),
                status.path("oldestSeconds").asLong(),
                status.path("confirming").asLong(),
                status.path("dead").asLong()));
    for (JsonNode source : status.path("sources")) {
      terminal.line(
          "  %-24s %d wait%s%s"
              .formatted(
                  source.path("source").asText(),
                  source.path("behind").asLong(),
                  source.path("paused").asBoolean() ? ", paused" : "",
                  source.hasNonNull("reason")
                      ? ", last failure: " + source.path("reason").asText()
                      : ""));
    }
    return 0;
  }
}
