package dev.raghub.console;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// When sources are read by themselves.
@Command(
    name = "schedule",
    mixinStandardHelpOptions = true,
    description = {
      "List the sources that are read by themselves: when, when next, and how the last time ended.",
      "Schedules stand in the mapping."
    })
final class ScheduleCommand implements Callable<Integer> {
  @Mixin private Where where = new Where();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    JsonNode schedules = where.connect().get("/v1/admin/schedules?limit=1000", where.workspace());
    Terminal terminal = Terminal.of(spec);
    if (where.json()) {
      terminal.line(schedules.toPrettyString());
      return 0;
    }
    if (schedules.isEmpty()) {
      terminal.line("no source of this workspace has a schedule; see docs/changes.md");
    }
    for (JsonNode each : schedules) {
      terminal.line(
          "%-24s %s%s %s, next %s, %s"
              .formatted(
                  each.path("source").asText(),
                  each.path("cron").asText(),
                  each.hasNonNull("reconcile")
                      ? " (all: " + each.path("reconcile").asText() + ")"
                      : "",
                  each.path("zone").asText(),
                  each.path("next").asText("never"),
                  last(each.path("last"))));
    }
    return 0;
  }

  private static String last(JsonNode last) {
    if (last.isMissingNode() || last.isNull()) {
      return "not fired yet";
    }
    return "last %s: %s%s"
        .formatted(
            last.path("planned").asText(),
            last.path("state").asText(),
            last.hasNonNull("errorCode") ? " (" + last.path("errorCode").asText() + ")" : "");
  }
}
