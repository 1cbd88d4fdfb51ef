package dev.raghub.console;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The answers that are kept of a workspace.
@Command(
    name = "cache",
    mixinStandardHelpOptions = true,
    description = "Show and purge a workspace's kept answers.",
    synopsisSubcommandLabel = "(stats | audit | purge)")
final class CacheCommand extends Group {
  private static final String PATH = "/v1/admin/cache";

  @Spec private @Nullable CommandSpec spec;

  @Override
  @Nullable CommandSpec spec() {
    return spec;
  }

  @Command(
      name = "stats",
      mixinStandardHelpOptions = true,
      description = "How many answers are kept, what they take, and how often they were wrong.")
  int stats(@Mixin Where where) {
    JsonNode stats = where.connect().get(PATH, where.workspace());
    Terminal terminal = Terminal.of(spec);
    if (where.json()) {
      terminal.line(stats.toPrettyString());
    } else {
      print(terminal, stats);
    }
    return 0;
  }

  @Command(
      name = "audit",
      mixinStandardHelpOptions = true,
      description = "The largest kept answers, largest first.")
  int audit(
      @Mixin Where where,
      @Option(
              names = "--limit",
              description = "How many, 1 to 1000. Default: ${DEFAULT-VALUE}",
              defaultValue = "20")
          int limit) {
    Query query = new Query().with("limit", String.valueOf(limit));
    JsonNode entries = where.connect().get(PATH + "/entries" + query.text(), where.workspace());
    Terminal terminal = Terminal.of(spec);
    if (where.json()) {
      terminal.line(entries.toPrettyString());
    } else {
      entries.forEach(
          entry ->
              terminal.line(
                  "%8d bytes  %s  %-10s  %s"
                      .formatted(
                          entry.path("bytes").asInt(),
                          entry.path("madeAt").asText(),
                          entry.path("tier").asText(),
                          entry.path("question").asText())));
    }
    return 0;
  }

  @Command(
      name = "purge",
      mixinStandardHelpOptions = true,
      description = "Take all kept answers out and begin to count false hits anew.")
  int purge(@Mixin Where where) {
    JsonNode purged = where.connect().delete(PATH, where.workspace());
    Terminal.of(spec)
        .line(
            where.json()
                ? purged.toPrettyString()
                : purged.path("keys").asLong() + " keys taken out");
    return 0;
  }

  private static void print(Terminal terminal, JsonNode stats) {
    JsonNode hits = stats.path("falseHits");
    terminal.line(
        stats.path("enabled").asBoolean()
            ? stats.path("redisAnswers").asBoolean() ? "on" : "on, but Redis does not answer"
            : "off");
    terminal.line(
        "%d answers, %d bytes, made %s to %s"
            .formatted(
                stats.path("entries").asLong(),
                stats.path("bytes").asLong(),
                stats.path("oldest").asText("–"),
                stats.path("newest").asText("–")));
    JsonNode redis = stats.path("redis");
    terminal.line(
        "Redis: %d of %s bytes used, %s"
            .formatted(
                redis.path("usedBytes").asLong(),
                redis.path("maxBytes").asLong() == 0
                    ? "unlimited"
                    : redis.path("maxBytes").asText(),
                redis.path("policy").asText("unknown")));
    terminal.line(
        String.format(
            Locale.ROOT,
            "false hits in 30 days: %d of %d made anew, %.2f %% (95 %%: %.2f to %.2f), budget %.2f %%: %s",
            hits.path("wrong").asLong(),
            hits.path("sampled").asLong(),
            100 * hits.path("rate").asDouble(),
            100 * hits.path("low").asDouble(),
            100 * hits.path("high").asDouble(),
            100 * hits.path("budget").asDouble(),
            hits.path("withinBudget").asBoolean()
                ? "within it"
                : "over it, answers are served by exact words only"));
  }
}
