package dev.raghub.console;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// What subscribers are told of runs.
@Command(
    name = "announcements",
    mixinStandardHelpOptions = true,
    description = {
      "List what subscribers were told of runs that ended, newest first, and what waits.",
      "Subscribers stand in the gateway's configuration; see docs/changes.md."
    })
final class AnnouncementsCommand implements Callable<Integer> {
  @Mixin private Where where = new Where();

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "100",
      description = "At most so many, 1 to 1000. Default: ${DEFAULT-VALUE}.")
  private int limit;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    JsonNode told =
        where.connect().get("/v1/admin/announcements?limit=" + limit, where.workspace());
    Terminal terminal = Terminal.of(spec);
    if (where.json()) {
      terminal.line(told.toPrettyString());
      return 0;
    }
    if (told.isEmpty()) {
      terminal.line("no subscriber was told of a run of this workspace");
    }
    for (JsonNode each : told) {
      terminal.line(
          "%s  %-16s run %-8d %s after %d attempts%s%s"
              .formatted(
                  each.path("createdAt").asText(),
                  each.path("subscriber").asText(),
                  each.path("run").asLong(),
                  each.path("state").asText(),
                  each.path("attempts").asInt(),
                  each.hasNonNull("lastAnswer")
                      ? ", last answer " + each.path("lastAnswer").asInt()
                      : "",
                  each.hasNonNull("nextAttemptAt")
                      ? ", next at " + each.path("nextAttemptAt").asText()
                      : ""));
    }
    return 0;
  }
}
