package dev.raghub.console;

import com.fasterxml.jackson.databind.JsonNode;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// What a language model reads in the texts of a workspace.
@Command(
    name = "extract",
    mixinStandardHelpOptions = true,
    description = "Show and steer what a language model reads in free texts.",
    synopsisSubcommandLabel = "(status | retry | run)")
final class ExtractCommand extends Group {
  private static final String PATH = "/v1/admin/extractions";
  private static final long PAUSE_MILLIS = 500;

  @Spec private @Nullable CommandSpec spec;

  @Override
  @Nullable CommandSpec spec() {
    return spec;
  }

  @Command(
      name = "status",
      mixinStandardHelpOptions = true,
      description = "How far the texts are read, and what failed.")
  int status(@Mixin Where where) {
    print(where, where.connect().get(PATH, where.workspace()));
    return 0;
  }

  @Command(
      name = "retry",
      mixinStandardHelpOptions = true,
      description = "Try what failed again now.")
  int retry(@Mixin Where where) {
    JsonNode entered = where.connect().post(PATH + "/retry", where.workspace(), emptyBody());
    Terminal.of(spec)
        .line(
            where.json()
                ? entered.toPrettyString()
                : entered.path("texts").asLong() + " texts are tried again");
    return 0;
  }

  @Command(
      name = "run",
      mixinStandardHelpOptions = true,
      description = {
        "Read what is not read yet, and wait until it was tried.",
        "Exit status 1 when a text failed."
      })
  int run(@Mixin Where where) {
    GatewayClient client = where.connect();
    client.post(PATH, where.workspace(), emptyBody());
    JsonNode status = client.get(PATH, where.workspace());
    // What waits behind an endpoint that serves nobody would be waited for in vain.
    while (status.path("pending").asLong() + status.path("running").asLong() > 0
        && !status.path("failures").findValuesAsText("status").contains("pending")) {
      if (!where.json()) {
        Terminal.of(spec)
            .redraw(
                "%d of %d texts read"
                    .formatted(status.path("done").asLong(), status.path("texts").asLong()));
      }
      pause();
      status = client.get(PATH, where.workspace());
    }
    print(where, status);
    return status.path("done").asLong() == status.path("texts").asLong() ? 0 : 1;
  }

  private void print(Where where, JsonNode status) {
    Terminal terminal = Terminal.of(spec);
    if (where.json()) {
      terminal.line(status.toPrettyString());
      return;
    }
    terminal.settle(
        "%d texts, read by %s: %d done, %d pending, %d running, %d failed"
            .formatted(
                status.path("texts").asLong(),
                status.path("endpoint").asText("nobody"),
                status.path("done").asLong(),
                status.path("pending").asLong(),
                status.path("running").asLong(),
                status.path("failed").asLong()));
    terminal.line(
        "%d calls, %d tokens in, %d out"
            .formatted(
                status.path("calls").asLong(),
                status.path("promptTokens").asLong(),
                status.path("completionTokens").asLong()));
    for (JsonNode failure : status.path("failures")) {
      terminal.line(
          "  %s %s: %s (%s), %d attempts, next %s"
              .formatted(
                  failure.path("status").asText(),
                  failure.path("document").asText(),
                  failure.path("reason").asText(),
                  failure.path("code").asText(),
                  failure.path("attempts").asLong(),
                  failure.path("nextAttemptAt").asText("with 'raghub extract retry'")));
    }
  }

  private static JsonNode emptyBody() {
    return GatewayClient.JSON.createObjectNode();
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new RaghubException(
          ErrorCode.GATEWAY_UNREACHABLE, "stopped; the reading goes on in the gateway", stopped);
    }
  }
}
