package dev.raghub.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What an ingest would do, asked and printed.
final class DryRunReport {
  private static final Duration LONGEST = Duration.ofHours(6);

  private DryRunReport() {}

  static JsonNode ask(
      GatewayClient client, String workspace, @Nullable String source, boolean allowDeletes) {
    ObjectNode request =
        GatewayClient.JSON.createObjectNode().put("dryRun", true).put("allowDeletes", allowDeletes);
    if (source != null) {
      request.put("source", source);
    }
    return client
        .waiting(LONGEST)
        .post("/v1/admin/runs", Optional.of(workspace), request)
        .path("sources");
  }

  static void print(Terminal terminal, JsonNode sources) {
    for (JsonNode source : sources) {
      terminal.line(
          "%-24s %d read: %d new, %d changed, %d unchanged, %d deleted, %d failed"
              .formatted(
                  source.path("source").asText(),
                  source.path("read").asLong(),
                  count(source, "created"),
                  count(source, "changed"),
                  source.path("unchanged").asLong(),
                  count(source, "deleted"),
                  count(source, "failed")));
      for (String kind : List.of("created", "changed", "deleted", "failed")) {
        keys(source.path(kind)).ifPresent(keys -> terminal.line("  " + kind + ": " + keys));
      }
      source.path("drift").forEach(line -> terminal.line("  " + line.asText()));
      if (source.path("guarded").asBoolean()) {
        terminal.line("  the deletion guard would stop it; see --allow-deletes");
      }
      if (source.hasNonNull("errorCode")) {
        terminal.line(
            "  cannot be read: %s (%s)"
                .formatted(source.path("error").asText(), source.path("errorCode").asText()));
      }
    }
  }

  /// Whether a run would do all that it should.
  static boolean complete(JsonNode sources) {
    boolean complete = true;
    for (JsonNode source : sources) {
      complete &=
          count(source, "failed") == 0
              && !source.path("guarded").asBoolean()
              && !source.hasNonNull("errorCode");
    }
    return complete;
  }

  private static long count(JsonNode source, String kind) {
    return source.path(kind).path("count").asLong();
  }

  private static Optional<String> keys(JsonNode rows) {
    List<String> first = new ArrayList<>();
    rows.path("first").forEach(key -> first.add(key.asText()));
    if (first.isEmpty()) {
      return Optional.empty();
    }
    boolean more = rows.path("count").asLong() > first.size();
    return Optional.of(String.join(" ", first) + (more ? " …" : ""));
  }
}
