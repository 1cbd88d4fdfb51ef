package dev.raghub.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Asks one question.
@Command(
    name = "ask",
    mixinStandardHelpOptions = true,
    description =
        "Ask a question and print the cited answer. Exit status 1 when nothing was found.")
final class AskCommand implements Callable<Integer> {
  @Mixin private GatewayOptions gateway = new GatewayOptions();

  @Option(
      names = {"-w", "--workspace"},
      paramLabel = "NAME",
      description =
          "Where to ask; not needed with one workspace. auto, or several with commas: wherever the question belongs.")
  private @Nullable String workspace;

  @Option(
      names = "--explain",
      description = "Show how the passages were ranked, or the SQL that computed.")
  private boolean explain;

  @Parameters(
      arity = "1..*",
      paramLabel = "QUESTION",
      description = "What to ask; needs no quotes.")
  private List<String> words = List.of();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    ObjectNode question = GatewayClient.JSON.createObjectNode();
    question.put("question", String.join(" ", words)).put("explain", explain);
    JsonNode answer = gateway.connect().post("/v1/query", Optional.ofNullable(workspace), question);
    Terminal terminal = Terminal.of(spec);
    if (gateway.json()) {
      terminal.line(answer.toPrettyString());
    } else {
      print(terminal, answer, explain);
    }
    return answer.path("found").asBoolean() ? 0 : 1;
  }

  static void print(Terminal terminal, JsonNode answer, boolean explain) {
    terminal.line(answer.path("answer").asText());
    for (JsonNode citation : answer.path("citations")) {
      terminal.line(
          "  [%d] %s%s:%s v%d  %s"
              .formatted(
                  citation.path("number").asInt(),
                  citation.has("workspace") ? citation.path("workspace").asText() + "/" : "",
                  citation.path("source").asText(),
                  citation.path("key").asText(),
                  citation.path("version").asLong(),
                  citation.path("title").asText()));
    }
    if (explain && answer.has("route")) {
      route(terminal, answer.path("route"));
    }
    for (JsonNode missed : answer.path("missedLegs")) {
      terminal.line(
          "  without %s: %s"
              .formatted(missed.path("name").asText(), missed.path("reason").asText()));
    }
    if (explain) {
      JsonNode statement = answer.path("computed").path("statement");
      if (statement.isTextual()) {
        terminal.line("  " + statement.asText());
      }
      answer.path("passages").forEach(passage -> explain(terminal, passage));
    }
  }

  private static void route(Terminal terminal, JsonNode route) {
    terminal.line("  routed: " + route.path("why").asText());
    for (JsonNode score : route.path("scores")) {
      terminal.line(
          "    %s share %.3f near %.3f"
              .formatted(
                  score.path("workspace").asText(),
                  score.path("share").asDouble(),
                  score.path("near").asDouble()));
    }
  }

  private static void explain(Terminal terminal, JsonNode passage) {
    StringBuilder legs = new StringBuilder();
    for (JsonNode leg : passage.path("legs")) {
      legs.append(
          "  %s #%d %.3f"
              .formatted(
                  leg.path("name").asText(),
                  leg.path("rank").asInt(),
                  leg.path("score").asDouble()));
    }
    terminal.line(
        "  %2d. %.3f %s:%s%s"
            .formatted(
                passage.path("rank").asInt(),
                passage.path("score").asDouble(),
                passage.path("citation").path("source").asText(),
                passage.path("citation").path("key").asText(),
                legs));
  }
}
