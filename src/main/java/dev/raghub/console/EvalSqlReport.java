package dev.raghub.console;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.raghub.eval.Measurement;
import dev.raghub.eval.SqlScores;
import java.util.Locale;
import java.util.Map;

/// The scores of an evaluation over rows. The keys of the JSON are documented in docs/evaluation.md
/// and stay.
record EvalSqlReport(long seed, int questions, Map<String, SqlScores> systems) {

  void print(Terminal terminal, boolean json) {
    if (json) {
      terminal.line(json().toPrettyString());
      return;
    }
    terminal.line("sql-gold, seed %d: %d questions".formatted(seed, questions));
    systems.forEach(
        (name, scores) ->
            scores
                .groups()
                .forEach(
                    (group, figures) ->
                        terminal.line(
                            "%-8s %-36s %4d %s"
                                .formatted(
                                    name,
                                    group.isEmpty() ? "all" : group,
                                    scores.questions(group),
                                    line(figures)))));
  }

  private ObjectNode json() {
    ObjectNode report = GatewayClient.JSON.createObjectNode();
    report.put("set", "sql-gold").put("seed", seed).put("questions", questions);
    ObjectNode all = report.putObject("systems");
    systems.forEach(
        (name, scores) -> {
          ObjectNode system = all.putObject(name);
          scores
              .groups()
              .forEach(
                  (group, figures) -> {
                    ObjectNode at =
                        group.isEmpty() ? system : system.withObject("/groups").putObject(group);
                    at.put("questions", scores.questions(group));
                    figures.forEach((figure, share) -> at.put(figure, rounded(share.mean())));
                  });
        });
    return report;
  }

  private static String line(Map<String, Measurement> figures) {
    StringBuilder line = new StringBuilder();
    figures.forEach(
        (figure, share) ->
            line.append(
                String.format(
                    Locale.ROOT,
                    " %s %.1f (%.1f–%.1f)",
                    figure.replace('_', ' '),
                    share.mean(),
                    share.low(),
                    share.high())));
    return line.toString();
  }

  private static double rounded(double value) {
    return Math.round(value * 100) / 100.0;
  }
}
