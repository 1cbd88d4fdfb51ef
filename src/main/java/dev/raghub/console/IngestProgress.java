package dev.raghub.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Starts an ingest and follows its runs, with a bar for each source.
final class IngestProgress {
  private static final int BAR = 30;
  private static final long PAUSE_MILLIS = 200;

  private final GatewayClient client;
  private final Terminal terminal;
  private final String workspace;
  private final boolean visible;

  IngestProgress(GatewayClient client, Terminal terminal, String workspace, boolean visible) {
    this.client = client;
    this.terminal = terminal;
    this.workspace = workspace;
    this.visible = visible;
  }

  /// Makes the workspace if it does not exist.
  void ensureWorkspace() {
    try {
      client.post(
          "/v1/workspaces",
          Optional.empty(),
          GatewayClient.JSON.createObjectNode().put("name", workspace));
      show("made the workspace " + workspace);
    } catch (RaghubException known) {
      if (known.code() != ErrorCode.CONFLICT) {
        throw known;
      }
    }
  }

  /// Runs the ingest to its end; the runs as they ended.
  ArrayNode ingest(@Nullable String source, boolean allowDeletes) {
    ObjectNode request = GatewayClient.JSON.createObjectNode().put("allowDeletes", allowDeletes);
    if (source != null) {
      request.put("source", source);
    }
    JsonNode started = client.post("/v1/admin/runs", Optional.of(workspace), request);
    ArrayNode ended = GatewayClient.JSON.createArrayNode();
    for (JsonNode id : started.path("runs")) {
      JsonNode run = follow(id.asLong());
      ended.add(run);
      report(run);
    }
    return ended;
  }

  private JsonNode follow(long id) {
    while (true) {
      JsonNode run = client.get("/v1/admin/runs/" + id, Optional.of(workspace));
      switch (run.path("state").asText()) {
        case "FINISHED", "FAILED" -> {
          return run;
        }
        case "RUNNING" -> draw(run);
        default -> {}
      }
      try {
        Thread.sleep(PAUSE_MILLIS);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        throw new RaghubException(
            ErrorCode.GATEWAY_UNREACHABLE, "stopped; the run goes on in the gateway", stopped);
      }
    }
  }

  private void draw(JsonNode run) {
    if (visible) {
      long expected = Math.max(1, run.path("expected").asLong());
      long read = run.path("counts").path("read").asLong();
      int filled = (int) Math.min(BAR, BAR * read / expected);
      terminal.redraw(
          "%-24s [%s%s] %d/%d"
              .formatted(name(run), "#".repeat(filled), ".".repeat(BAR - filled), read, expected));
    }
  }

  private void report(JsonNode run) {
    if (!visible) {
      return;
    }
    run.path("drift").forEach(line -> terminal.settle("  " + line.asText()));
    JsonNode counts = run.path("counts");
    if (run.path("state").asText().equals("FAILED")) {
      terminal.settle(
          "%-24s FAILED: %s (%s)"
              .formatted(name(run), run.path("error").asText(), run.path("errorCode").asText()));
      return;
    }
    if (run.path("source").asText().equals("*embeddings*")) {
      terminal.settle(
          "%-24s %d texts embedded in %.1f s"
              .formatted(name(run), counts.path("read").asLong(), seconds(run)));
      return;
    }
    terminal.settle(
        "%-24s %d read, %d new, %d changed, %d unchanged, %d deleted, %d failed in %.1f s"
            .formatted(
                name(run),
                counts.path("read").asLong(),
                counts.path("created").asLong(),
                counts.path("changed").asLong(),
                counts.path("unchanged").asLong(),
                counts.path("deleted").asLong(),
                counts.path("failed").asLong(),
                seconds(run)));
    if (counts.path("failed").asLong() > 0) {
      failures(run);
    }
  }

  private void failures(JsonNode run) {
    JsonNode failures =
        client.get(
            "/v1/admin/runs/" + run.path("id").asLong() + "/failures?limit=5",
            Optional.of(workspace));
    for (JsonNode failure : failures) {
      terminal.line(
          "  failed %s: %s (%s)"
              .formatted(
                  failure.path("key").asText(),
                  failure.path("reason").asText(),
                  failure.path("code").asText()));
    }
  }

  private void show(String text) {
    if (visible) {
      terminal.line(text);
    }
  }

  private static String name(JsonNode run) {
    String source = run.path("source").asText();
    return source.equals("*embeddings*") ? "embeddings" : source;
  }

  private static double seconds(JsonNode run) {
    String start = run.path("startedAt").asText("");
    String end = run.path("finishedAt").asText("");
    return start.isEmpty() || end.isEmpty()
        ? 0
        : Duration.between(Instant.parse(start), Instant.parse(end)).toMillis() / 1000.0;
  }
}
