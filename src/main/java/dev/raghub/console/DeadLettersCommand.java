package dev.raghub.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Changes that were given up.
@Command(
    name = "dead-letters",
    mixinStandardHelpOptions = true,
    description = "List, retry and drop the changes of rows that were given up.",
    synopsisSubcommandLabel = "(list | retry | drop)")
final class DeadLettersCommand extends Group {
  private static final String PATH = "/v1/admin/dead-letters";

  @Spec private @Nullable CommandSpec spec;

  @Override
  @Nullable CommandSpec spec() {
    return spec;
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "List them with reasons, the latest first.")
  int list(
      @Mixin Where where,
      @Option(names = "--source", paramLabel = "NAME", description = "Those of a source alone.")
          @Nullable String source,
      @Option(names = "--limit", defaultValue = "100", description = "At most so many.")
          int limit) {
    Query query = new Query().with("source", source).with("limit", String.valueOf(limit));
    JsonNode letters = where.connect().get(PATH + query.text(), where.workspace());
    Terminal terminal = Terminal.of(spec);
    if (where.json()) {
      terminal.line(letters.toPrettyString());
      return 0;
    }
    letters.forEach(
        each ->
            terminal.line(
                "%s %s: %s (%s), %d attempts, %s"
                    .formatted(
                        each.path("source").asText(),
                        each.path("key").asText(),
                        each.path("reason").asText(),
                        each.path("code").asText(),
                        each.path("attempts").asLong(),
                        each.path("diedAt").asText())));
    return 0;
  }

  @Command(
      name = "retry",
      mixinStandardHelpOptions = true,
      description = "Try them again: all, those of a source, or one.")
  int retry(
      @Mixin Where where,
      @Option(names = "--source", paramLabel = "NAME", description = "Those of a source alone.")
          @Nullable String source,
      @Option(names = "--row", paramLabel = "KEY", description = "That of this row alone.")
          @Nullable String key) {
    return send(where, "/retry", which(source, key), "are tried again");
  }

  @Command(
      name = "drop",
      mixinStandardHelpOptions = true,
      description = "Forget those of a source, or one of them.")
  int drop(
      @Mixin Where where,
      @Option(
              names = "--source",
              required = true,
              paramLabel = "NAME",
              description = "The source whose they are.")
          String source,
      @Option(names = "--row", paramLabel = "KEY", description = "That of this row alone.")
          @Nullable String key) {
    return send(where, "/drop", which(source, key), "are dropped");
  }

  private static ObjectNode which(@Nullable String source, @Nullable String key) {
    ObjectNode which = GatewayClient.JSON.createObjectNode();
    if (source != null) {
      which.put("source", source);
    }
    if (key != null) {
      which.put("key", key);
    }
    return which;
  }

  private int send(Where where, String path, ObjectNode which, String done) {
    JsonNode answer = where.connect().post(PATH + path, where.workspace(), which);
    Terminal.of(spec)
        .line(
            where.json()
                ? answer.toPrettyString()
                : answer.path("letters").asLong() + " dead letters " + done);
    return 0;
  }
}
