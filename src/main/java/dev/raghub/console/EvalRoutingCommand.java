package dev.raghub.console;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.raghub.eval.Percentiles;
import dev.raghub.eval.RoutingEvaluation;
import dev.raghub.eval.RoutingLine;
import dev.raghub.eval.RoutingScores;
import dev.raghub.model.Embedder;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Measures whether questions find their workspace.
@Command(
    name = "routing",
    mixinStandardHelpOptions = true,
    description = {
      "Learn from the lines {text, workspace} of TRAIN where texts belong, and route those of TEST; a workspace of null is",
      "out of scope and to be refused. How near is near enough is found on TRAIN alone."
    })
final class EvalRoutingCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "TRAIN", description = "JSON lines to learn from.")
  private Path train = Path.of(".");

  @Parameters(index = "1", paramLabel = "TEST", description = "JSON lines to be routed.")
  private Path test = Path.of(".");

  @Option(names = "--json", description = "Print JSON for machines.")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    Terminal terminal = Terminal.of(spec);
    List<RoutingLine> examples = RoutingLine.read(train);
    List<RoutingLine> questions = RoutingLine.read(test);
    int texts = examples.size() + questions.size();
    RoutingEvaluation evaluation =
        RoutingEvaluation.run(
            Embedder.inProcess(),
            examples,
            questions,
            done -> terminal.redraw("%d of %d".formatted(done, texts)));
    terminal.redraw("");
    if (json) {
      terminal.line(report(examples.size(), evaluation).toPrettyString());
    } else {
      print(terminal, examples.size(), evaluation);
    }
    return 0;
  }

  private static void print(Terminal terminal, int learned, RoutingEvaluation evaluation) {
    RoutingScores scores = evaluation.scores();
    terminal.line(
        "%d examples, %d questions in scope, %d out of scope"
            .formatted(learned, scores.inScope(), scores.outOfScope()));
    terminal.line(figure("in scope, accepted", scores.acceptance()));
    terminal.line(figure("of those, right", scores.acceptedAccuracy()));
    terminal.line(figure("out of scope, refused", scores.outOfScopeRefused()));
    terminal.line(figure("decided rightly", scores.accuracy()));
    terminal.line(times("embedding", evaluation.embed()));
    terminal.line(times("routing", evaluation.route()));
    terminal.line("belongs to: routed to (" + RoutingScores.NONE + " is nowhere)");
    scores
        .confusion()
        .forEach(
            (belongs, routed) ->
                terminal.line(
                    "  %-20s %s"
                        .formatted(
                            belongs,
                            routed.entrySet().stream()
                                .map(cell -> cell.getKey() + " " + cell.getValue())
                                .collect(Collectors.joining(", ")))));
  }

  private static String figure(String name, double percent) {
    return String.format(Locale.ROOT, "%-22s %6.2f %%", name, percent);
  }

  private static String times(String name, Percentiles milliseconds) {
    return String.format(
        Locale.ROOT,
        "%-22s p50 %.3f ms, p95 %.3f ms, p99 %.3f ms",
        name,
        milliseconds.p50(),
        milliseconds.p95(),
        milliseconds.p99());
  }

  private static ObjectNode report(int learned, RoutingEvaluation evaluation) {
    RoutingScores scores = evaluation.scores();
    ObjectNode report = GatewayClient.JSON.createObjectNode();
    report.put("examples", learned);
    report.put("in_scope", scores.inScope()).put("out_of_scope", scores.outOfScope());
    report.put("acceptance", scores.acceptance());
    report.put("accepted_accuracy", scores.acceptedAccuracy());
    report.put("out_of_scope_refused", scores.outOfScopeRefused());
    report.put("accuracy", scores.accuracy());
    report.put("threshold", evaluation.threshold());
    put(report.putObject("embedding_ms"), evaluation.embed());
    put(report.putObject("routing_ms"), evaluation.route());
    ObjectNode confusion = report.putObject("confusion");
    scores
        .confusion()
        .forEach(
            (belongs, routed) -> {
              ObjectNode row = confusion.putObject(belongs);
              routed.forEach(row::put);
            });
    return report;
  }

  private static void put(ObjectNode to, Percentiles milliseconds) {
    to.put("p50", milliseconds.p50());
    to.put("p95", milliseconds.p95());
    to.put("p99", milliseconds.p99());
  }
}
