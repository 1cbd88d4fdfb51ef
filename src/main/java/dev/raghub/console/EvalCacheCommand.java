package dev.raghub.console;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.raghub.eval.NearestEvaluation;
import dev.raghub.eval.PairEvaluation;
import dev.raghub.eval.PairEvaluation.Mode;
import dev.raghub.eval.PairScores;
import dev.raghub.eval.QuestionPair;
import dev.raghub.model.Embedder;
import dev.raghub.paraphrase.Gate;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Measures what the answer cache's gate serves.
@Command(
    name = "cache",
    mixinStandardHelpOptions = true,
    description = {
      "Pairs of questions, served or not: by similarity alone, by what does not contradict, by the whole gate. There is no",
      "corpus to check evidence against, so only the part of the cache that needs none is counted."
    })
final class EvalCacheCommand implements Callable<Integer> {
  @ArgGroup(multiplicity = "1")
  private Input input = new Input();

  /// One of the two.
  static final class Input {
    @Parameters(
        paramLabel = "FILE",
        description = "A JSON object a line: {a, b, same} or {cached, asked, serve, category}.")
    private @Nullable Path pairs;

    @Option(
        names = "--gptcache",
        paramLabel = "FILE",
        description = "GPTCache's protocol: a JSON array of {origin, similar}.")
    private @Nullable Path rewordings;
  }

  @Option(names = "--wrong", description = "Also list the pairs that the gate gets wrong, and why.")
  private boolean wrong;

  @Option(names = "--json", description = "Print JSON for machines.")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    Terminal terminal = Terminal.of(spec);
    if (input.pairs != null) {
      pairs(terminal, QuestionPair.read(input.pairs));
    }
    if (input.rewordings != null) {
      rewordings(terminal, NearestEvaluation.read(input.rewordings));
    }
    return 0;
  }

  private void pairs(Terminal terminal, List<QuestionPair> pairs) {
    PairEvaluation evaluation = new PairEvaluation(Embedder.inProcess(), new Gate(0));
    List<Mode> modes =
        evaluation.modes(pairs, done -> terminal.redraw("%d of %d".formatted(done, pairs.size())));
    terminal.redraw("");
    if (json) {
      terminal.line(report(pairs.size(), modes).toPrettyString());
      return;
    }
    terminal.line("%d pairs; no corpus, so evidence is not checked".formatted(pairs.size()));
    terminal.line(
        "%-16s %9s %9s %7s %9s".formatted("", "threshold", "precision", "recall", "false hits"));
    modes.forEach(mode -> terminal.line(line(mode.name(), mode.threshold(), mode.scores())));
    Mode gated = modes.getLast();
    gated
        .byCategory()
        .forEach(
            (category, scores) ->
                terminal.line(
                    "  %-22s served %d of %d, falsely %d of %d"
                        .formatted(
                            category,
                            scores.served(),
                            scores.servable(),
                            scores.falselyServed(),
                            scores.unservable())));
    if (wrong) {
      evaluation.wrong(pairs).forEach(each -> terminal.line(line(each)));
    }
  }

  private static String line(PairEvaluation.Wrong wrong) {
    return String.format(
        Locale.ROOT,
        "%.3f %s (%s): %s | %s",
        wrong.similarity(),
        wrong.pair().serve() ? "not served" : "SERVED",
        wrong.reason(),
        wrong.pair().cached(),
        wrong.pair().asked());
  }

  private static String line(String name, double threshold, PairScores scores) {
    return String.format(
        Locale.ROOT,
        "%-16s %9.3f %9.3f %7.3f %9.4f",
        name,
        threshold,
        scores.precision(),
        scores.recall(),
        scores.falseHitRate());
  }

  /// Similarity alone at the threshold that others publish; at all thresholds under `thresholds`.
  private static ObjectNode report(int pairs, List<Mode> modes) {
    ObjectNode report = GatewayClient.JSON.createObjectNode();
    report.put("pairs", pairs);
    report.put("evidence_checked", false);
    ObjectNode all = report.putObject("modes");
    for (Mode mode : modes) {
      if (mode.name().equals("gated") || mode.threshold() == PairEvaluation.PUBLISHED) {
        add(all.putObject(mode.name()), mode);
      }
    }
    var thresholds = report.putArray("thresholds");
    modes.forEach(mode -> add(thresholds.addObject().put("mode", mode.name()), mode));
    return report;
  }

  private static void add(ObjectNode to, Mode mode) {
    to.put("threshold", mode.threshold());
    add(to, mode.scores());
    ObjectNode categories = to.putObject("by_category");
    mode.byCategory().forEach((name, scores) -> add(categories.putObject(name), scores));
  }

  private static void add(ObjectNode to, PairScores scores) {
    to.put("precision", scores.precision());
    to.put("recall", scores.recall());
    to.put("false_hit_rate", scores.falseHitRate());
    to.put("served", scores.served());
    to.put("servable", scores.servable());
    to.put("falsely_served", scores.falselyServed());
    to.put("unservable", scores.unservable());
  }

  private void rewordings(Terminal terminal, List<NearestEvaluation.Rewording> rewordings) {
    int texts = 2 * rewordings.size();
    List<NearestEvaluation.Outcome> outcomes =
        new NearestEvaluation(Embedder.inProcess(), new Gate(0))
            .outcomes(rewordings, done -> terminal.redraw("%d of %d".formatted(done, texts)));
    terminal.redraw("");
    if (json) {
      ObjectNode report = GatewayClient.JSON.createObjectNode().put("pairs", rewordings.size());
      ObjectNode modes = report.putObject("modes");
      var thresholds = report.putArray("thresholds");
      for (NearestEvaluation.Outcome outcome : outcomes) {
        // The last of a mode is the loosest, the one to compare with.
        add(modes.putObject(outcome.mode()), outcome);
        add(thresholds.addObject().put("mode", outcome.mode()), outcome);
      }
      terminal.line(report.toPrettyString());
      return;
    }
    terminal.line(
        "%-12s %9s %9s %9s %6s".formatted("", "threshold", "positive", "negative", "miss"));
    outcomes.forEach(
        outcome ->
            terminal.line(
                String.format(
                    Locale.ROOT,
                    "%-12s %9.2f %9d %9d %6d",
                    outcome.mode(),
                    outcome.threshold(),
                    outcome.positive(),
                    outcome.negative(),
                    outcome.miss())));
  }

  private static void add(ObjectNode to, NearestEvaluation.Outcome outcome) {
    to.put("threshold", outcome.threshold());
    to.put("positive", outcome.positive());
    to.put("negative", outcome.negative());
    to.put("miss", outcome.miss());
  }
}
