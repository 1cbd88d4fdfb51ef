package dev.raghub.console;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.raghub.eval.Measurement;
import dev.raghub.eval.Percentiles;
import dev.raghub.eval.RetrievalSet;
import dev.raghub.eval.SystemScores;
import dev.raghub.eval.Triples.Triple;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// The scores of an evaluation, for people and for machines. The keys of the JSON are documented in
/// docs/evaluation.md and stay.
record EvalReport(RetrievalSet set, int triples, Map<String, SystemScores> systems) {

  static EvalReport of(
      RetrievalSet set, Map<String, List<Triple>> triples, Map<String, SystemScores> systems) {
    return new EvalReport(set, triples.values().stream().mapToInt(List::size).sum(), systems);
  }

  void print(Terminal terminal, boolean json) {
    if (json) {
      terminal.line(json().toPrettyString());
    } else {
      lines().forEach(terminal::line);
    }
  }

  private ObjectNode json() {
    ObjectNode report = GatewayClient.JSON.createObjectNode();
    report.put("set", set.name());
    report.put("questions", set.questions().size());
    report.put("passages", set.passages().size());
    report.put("triples", triples);
    ObjectNode all = report.putObject("systems");
    systems.forEach((name, scores) -> add(all.putObject(name), scores));
    return report;
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s: %d questions, %d passages%s"
            .formatted(
                set.name(),
                set.questions().size(),
                set.passages().size(),
                triples > 0 ? ", %d triples".formatted(triples) : ""));
    lines.add(
        "%-8s %16s %16s %16s %16s %16s".formatted("", "R@2", "R@5", "R@10", "all@5", "all@8"));
    systems.forEach((name, scores) -> lines.add(line(name, scores)));
    lines.add("");
    lines.add("blocks of at most 300/500/800/1200 tokens");
    systems.forEach((name, scores) -> lines.add(blocks(name, scores)));
    lines.add("");
    systems.forEach((name, scores) -> lines.addAll(answered(name, scores)));
    lines.add("");
    lines.add("milliseconds, p50/p95/p99");
    systems.forEach((name, scores) -> lines.add("%-8s %s".formatted(name, times(scores))));
    return lines;
  }

  private static String line(String name, SystemScores scores) {
    StringBuilder line = new StringBuilder("%-8s".formatted(name));
    for (String figure : List.of("r2", "r5", "r10", "all5", "all8")) {
      Measurement share = scores.shares().getOrDefault(figure, Measurement.of(List.of()));
      line.append(
          String.format(
              Locale.ROOT, " %5.1f (%4.1f–%5.1f)", share.mean(), share.low(), share.high()));
    }
    return line.toString();
  }

  private static String blocks(String name, SystemScores scores) {
    return "%-8s answer %s   gold passages %s   tokens %s"
        .formatted(
            name,
            means(scores.answersInBlock()),
            means(scores.supportingInBlock()),
            means(scores.blockTokens()));
  }

  private static String means(Map<Integer, Measurement> figures) {
    return figures.values().stream()
        .map(figure -> String.format(Locale.ROOT, "%.1f", figure.mean()))
        .collect(Collectors.joining("/"));
  }

  private static List<String> answered(String name, SystemScores scores) {
    return scores.shares().entrySet().stream()
        .filter(share -> List.of("found", "answered").contains(share.getKey()))
        .map(
            share ->
                String.format(
                    Locale.ROOT,
                    "%-8s without a model %s: %.1f",
                    name,
                    share.getKey(),
                    share.getValue().mean()))
        .toList();
  }

  private static String times(SystemScores scores) {
    StringBuilder line = new StringBuilder();
    scores
        .times()
        .forEach(
            (stage, took) ->
                line.append(
                    String.format(
                        Locale.ROOT,
                        " %s %.2f/%.2f/%.2f",
                        stage,
                        took.p50(),
                        took.p95(),
                        took.p99())));
    return line.toString().strip();
  }

  private static void add(ObjectNode to, SystemScores scores) {
    scores.shares().forEach((figure, share) -> to.put(figure, rounded(share.mean())));
    addAll(to.putObject("answer_in_block"), scores.answersInBlock());
    addAll(to.putObject("supporting_in_block"), scores.supportingInBlock());
    addAll(to.putObject("block_tokens"), scores.blockTokens());
    ObjectNode intervals = to.putObject("interval95");
    scores
        .shares()
        .forEach(
            (figure, share) ->
                intervals.putArray(figure).add(rounded(share.low())).add(rounded(share.high())));
    ObjectNode total = to.putObject("ms");
    ObjectNode stages = to.putObject("ms_by_stage");
    scores
        .times()
        .forEach(
            (stage, took) ->
                addTimes(stage.equals("total") ? total : stages.putObject(stage), took));
  }

  private static void addAll(ObjectNode to, Map<Integer, Measurement> shares) {
    shares.forEach((ceiling, share) -> to.put(Integer.toString(ceiling), rounded(share.mean())));
  }

  private static void addTimes(ObjectNode to, Percentiles took) {
    to.put("p50", rounded(took.p50()))
        .put("p95", rounded(took.p95()))
        .put("p99", rounded(took.p99()));
  }

  private static double rounded(double value) {
    return Math.round(value * 100) / 100.0;
  }
}
