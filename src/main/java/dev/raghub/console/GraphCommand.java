package dev.raghub.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The graph of a workspace: who is who, and what hangs together.
@Command(
    name = "graph",
    mixinStandardHelpOptions = true,
    description =
        "Look at the graph, say which names and rows are the same, pin or hide relations.",
    synopsisSubcommandLabel = "COMMAND")
final class GraphCommand extends GraphInspection {
  @Spec private @Nullable CommandSpec spec;

  @Override
  @Nullable CommandSpec spec() {
    return spec;
  }

  @Command(
      name = "merge",
      mixinStandardHelpOptions = true,
      description = "Say that two names or rows are the same, or that a row has another name.")
  int merge(
      @Mixin Where where,
      @Parameters(paramLabel = "ENTITY", description = "A name; with --rows SOURCE:KEY.")
          String entity,
      @Parameters(paramLabel = "INTO", description = "A name; with --row or --rows SOURCE:KEY.")
          String into,
      @Option(names = "--row", description = "INTO is a row.") boolean row,
      @Option(names = "--rows", description = "Both are rows.") boolean rows) {
    ObjectNode body = GatewayClient.JSON.createObjectNode();
    body.set("entity", address(entity, rows));
    body.set("into", address(into, row || rows));
    print(where, where.connect().post(PATH + "/merges", where.workspace(), body));
    return 0;
  }

  @Command(
      name = "unmerge",
      mixinStandardHelpOptions = true,
      description = "Take it back, exactly.")
  int unmerge(
      @Mixin Where where, @Parameters(paramLabel = "ID", description = "As listed.") String id) {
    where.connect().delete(PATH + "/merges/" + id, where.workspace());
    Terminal.of(spec).line(where.json() ? "{}" : "taken back");
    return 0;
  }

  @Command(
      name = "merges",
      mixinStandardHelpOptions = true,
      description = "List what was said, latest first.")
  int merges(
      @Mixin Where where,
      @Option(
              names = "--limit",
              description = "1 to 1000. Default: ${DEFAULT-VALUE}",
              defaultValue = "100")
          int limit) {
    JsonNode said = get(where, "/merges", limit);
    if (where.json()) {
      Terminal.of(spec).line(said.toPrettyString());
    } else {
      said.forEach(each -> print(where, each));
    }
    return 0;
  }

  @Command(
      name = "suggestions",
      mixinStandardHelpOptions = true,
      description = "List names that look alike, best first.")
  int suggestions(
      @Mixin Where where,
      @Option(
              names = "--limit",
              description = "1 to 1000. Default: ${DEFAULT-VALUE}",
              defaultValue = "100")
          int limit) {
    JsonNode found = get(where, "/suggestions", limit);
    Terminal terminal = Terminal.of(spec);
    if (where.json()) {
      terminal.line(found.toPrettyString());
      return 0;
    }
    for (JsonNode pair : found.path("suggestions")) {
      terminal.line(
          "%.2f %-7s  %s | %s"
              .formatted(
                  pair.path("score").asDouble(),
                  pair.path("reason").asText(),
                  pair.path("name").asText(),
                  pair.path("other").asText()));
    }
    terminal.line(
        "%d names looked at%s"
            .formatted(
                found.path("names").asInt(),
                found.path("complete").asBoolean() ? "" : ", not all of them or not all pairs"));
    return 0;
  }

  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Show what a row is called, or which rows bear a name, and who says so.")
  int show(
      @Mixin Where where,
      @Parameters(paramLabel = "ENTITY", description = "A name; with --row SOURCE:KEY.")
          String entity,
      @Option(names = "--row", description = "It is a row.") boolean row) {
    Query query = new Query();
    address(entity, row)
        .properties()
        .forEach(part -> query.with(part.getKey(), part.getValue().asText()));
    JsonNode shown = where.connect().get(PATH + "/entity" + query.text(), where.workspace());
    Terminal terminal = Terminal.of(spec);
    if (where.json()) {
      terminal.line(shown.toPrettyString());
      return 0;
    }
    terminal.line(text(shown.path("entity")) + "  " + shown.path("title").asText());
    for (JsonNode alias : shown.path("aliases")) {
      terminal.line(
          "  %-9s %s".formatted(alias.path("origin").asText(), text(alias.path("other"))));
    }
    shown.path("merges").forEach(said -> print(where, said));
    return 0;
  }

  private JsonNode get(Where where, String path, int limit) {
    Query query = new Query().with("limit", String.valueOf(limit));
    return where.connect().get(PATH + path + query.text(), where.workspace());
  }

  private void print(Where where, JsonNode said) {
    Terminal.of(spec)
        .line(
            where.json()
                ? said.toPrettyString()
                : "%s  %-5s  %s -> %s, by %s at %s"
                    .formatted(
                        said.path("id").asText(),
                        said.path("kind").asText(),
                        text(said.path("entity")),
                        text(said.path("into")),
                        said.path("by").asText(),
                        said.path("at").asText()));
  }

  private static String text(JsonNode address) {
    return address.path("name").isTextual()
        ? address.path("name").asText()
        : address.path("source").asText() + ":" + address.path("key").asText();
  }

  /// A source has no colon, as a rule; a key may.
  static ObjectNode address(String text, boolean row) {
    ObjectNode address = GatewayClient.JSON.createObjectNode();
    int colon = text.indexOf(':');
    if (!row) {
      return address.put("name", text);
    }
    return colon < 0
        ? address.put("key", text)
        : address.put("source", text.substring(0, colon)).put("key", text.substring(colon + 1));
  }
}
