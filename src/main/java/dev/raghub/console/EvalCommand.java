package dev.raghub.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.raghub.eval.RetrievalSet;
import dev.raghub.eval.RetrievalSet.SetQuestion;
import dev.raghub.eval.SystemScores;
import dev.raghub.eval.Triples;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Measures raghub.
@Command(
    name = "eval",
    mixinStandardHelpOptions = true,
    description =
        "Measure retrieval, the answer cache, routing and latency, with controls, on sets of your own or of others.",
    subcommands = {
      EvalSqlCommand.class,
      EvalCacheCommand.class,
      EvalRoutingCommand.class,
      EvalLatencyCommand.class
    },
    synopsisSubcommandLabel = "(retrieval | sql | cache | routing | latency)")
final class EvalCommand extends Group {
  private static final List<Integer> CEILINGS = List.of(300, 500, 800, 1_200);
  private static final int LIMIT = 40;
  private static final int WARM_UP = 20;

  @Spec private @Nullable CommandSpec spec;

  @Override
  @Nullable CommandSpec spec() {
    return spec;
  }

  @Command(
      name = "retrieval",
      mixinStandardHelpOptions = true,
      description = {
        "Put the passages of DIR/corpus.jsonl into a workspace, ask the questions of DIR/queries.jsonl, and score the rankings:",
        "the full one (graph) and its controls. A second run finds the passages embedded."
      })
  int retrieval(
      @Mixin GatewayOptions gateway,
      @Parameters(paramLabel = "DIR", description = "Folder with corpus.jsonl and queries.jsonl.")
          Path folder,
      @Option(
              names = "--openie",
              paramLabel = "FILE",
              description = "Triples that a model extracted, to be added as assertions.")
          @Nullable Path openie,
      @Option(
              names = "--systems",
              split = ",",
              paramLabel = "NAME",
              description = "Default: ${DEFAULT-VALUE}",
              defaultValue = "bm25,dense,fusion,walk,graph")
          List<String> systems) {
    RetrievalSet set = RetrievalSet.read(folder);
    Map<String, List<Triples.Triple>> triples =
        openie == null ? Map.of() : Triples.read(openie, set.passages()).byPassage();
    Terminal terminal = Terminal.of(spec);
    EvalWorkspace workspace =
        EvalWorkspace.fill(gateway.connectAside("eval"), terminal, set, triples);
    Map<String, SystemScores> scores = new LinkedHashMap<>();
    for (String system : new LinkedHashSet<>(systems)) {
      scores.put(system, score(workspace, terminal, set, system));
    }
    EvalReport.of(set, triples, scores).print(terminal, gateway.json());
    return 0;
  }

  private static SystemScores score(
      EvalWorkspace workspace, Terminal terminal, RetrievalSet set, String system) {
    SystemScores scores = new SystemScores();
    set.questions().stream()
        .limit(WARM_UP)
        .forEach(question -> workspace.retrieve(request(question, system)));
    int done = 0;
    for (SetQuestion question : set.questions()) {
      terminal.redraw(
          "%s: %s %d of %d".formatted(set.name(), system, done, set.questions().size()));
      ask(workspace, question, system, scores);
      done++;
    }
    terminal.redraw("");
    return scores;
  }

  private static void ask(
      EvalWorkspace workspace, SetQuestion question, String system, SystemScores scores) {
    GatewayClient.Timed ranked = workspace.retrieve(request(question, system));
    scores.ranked(question, ids(ranked.body().path("passages")));
    note(ranked.milliseconds(), scores);
    if (system.equals("graph")) {
      JsonNode answer =
          workspace.query(
              GatewayClient.JSON.createObjectNode().put("question", question.question()));
      scores.answered(question, answer.path("found").asBoolean(), answer.path("answer").asText());
    }
    for (int ceiling : CEILINGS) {
      GatewayClient.Timed packed =
          workspace.retrieve(request(question, system).put("maxTokens", ceiling));
      JsonNode block = packed.body().path("block");
      scores.packed(
          question,
          ceiling,
          block.path("text").asText(),
          block.path("tokens").asInt(),
          ids(block.path("sources")));
    }
  }

  /// The embedding is part of the time that the dense leg was waited for.
  private static void note(Map<String, Double> stages, SystemScores scores) {
    stages.forEach(scores::timed);
    double embed = stages.getOrDefault("embed", 0.0);
    double total = stages.getOrDefault("total", 0.0);
    scores.timed("without-embed", Math.max(0, total - embed));
  }

  private static ObjectNode request(SetQuestion question, String system) {
    return GatewayClient.JSON
        .createObjectNode()
        .put("question", question.question())
        .put("ranking", system)
        .put("limit", LIMIT);
  }

  /// Keys of what is cited, each once: a long passage is several chunks.
  private static List<String> ids(JsonNode cited) {
    Set<String> ids = new LinkedHashSet<>();
    cited.forEach(each -> ids.add(each.path("citation").path("key").asText()));
    return new ArrayList<>(ids);
  }
}
