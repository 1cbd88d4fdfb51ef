package dev.raghub.console;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.raghub.eval.LatencyPath;
import dev.raghub.eval.Percentiles;
import dev.raghub.eval.QuestionPair;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Measures what a kept answer saves, in one run.
@Command(
    name = "latency",
    mixinStandardHelpOptions = true,
    description = {
      "Ask a workspace pairs of questions: the first without the cache (miss) and with it (exact), the second by retrieval",
      "alone (embedding included) and with the cache (semantic). Times are the gateway's own, of the whole request; the first",
      "tenth more warms it up and is not counted."
    })
final class EvalLatencyCommand implements Callable<Integer> {
  private static final String QUERY = "/v1/query";
  private static final String RETRIEVE = "/v1/retrieve";
  private static final int TURNS = 10;

  @Mixin private GatewayOptions gateway = new GatewayOptions();

  @Parameters(
      paramLabel = "FILE",
      description = "A JSON object a line: {a, b, same} or {cached, asked, serve, category}.")
  private Path file = Path.of(".");

  @Option(
      names = {"-w", "--workspace"},
      paramLabel = "NAME",
      description = "Where to ask; not needed with one workspace.")
  private @Nullable String workspace;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "50",
      description = "How often each pair is asked. Default: ${DEFAULT-VALUE}")
  private int rounds;

  @Spec private @Nullable CommandSpec spec;

  private final LatencyPath retrieval = new LatencyPath("retrieval", "none");
  private final LatencyPath embedding = new LatencyPath("embedding", "none");
  private final LatencyPath miss = new LatencyPath("miss", "bypass");
  private final LatencyPath exact = new LatencyPath("exact", "exact");
  private final LatencyPath semantic = new LatencyPath("semantic", "semantic");

  @Override
  public Integer call() {
    if (rounds < 1) {
      throw new RaghubException(ErrorCode.INVALID_REQUEST, "--rounds: expected at least 1");
    }
    List<QuestionPair> pairs =
        QuestionPair.read(file).stream().filter(QuestionPair::serve).toList();
    measure(gateway.connect(), pairs);
    if (gateway.json()) {
      Terminal.of(spec).line(report(pairs.size()).toPrettyString());
    } else {
      print(Terminal.of(spec), pairs.size());
    }
    return 0;
  }

  /// Turn by turn, so that what the machine does besides falls upon all ways alike; each way a
  /// while by itself, so that none pays for what another left behind.
  private void measure(GatewayClient client, List<QuestionPair> pairs) {
    Optional<String> where = Optional.ofNullable(workspace);
    for (int turn = 0; turn <= TURNS; turn++) {
      Terminal.of(spec).redraw("turn %d of %d".formatted(turn, TURNS));
      boolean warm = turn > 0;
      ask(pairs, miss, warm, p -> client.timedUncached(QUERY, where, question(p.cached())));
      ask(pairs, exact, warm, p -> client.timedPost(QUERY, where, question(p.cached())));
      ask(pairs, retrieval, warm, p -> client.timedPost(RETRIEVE, where, question(p.asked())));
      ask(pairs, semantic, warm, p -> client.timedPost(QUERY, where, question(p.asked())));
    }
    Terminal.of(spec).redraw("");
  }

  private void ask(
      List<QuestionPair> pairs,
      LatencyPath path,
      boolean warm,
      Function<QuestionPair, GatewayClient.Timed> asked) {
    for (int round = 0; round < Math.ceilDiv(rounds, TURNS); round++) {
      for (QuestionPair pair : pairs) {
        GatewayClient.Timed timed = asked.apply(pair);
        if (warm) {
          note(path, timed);
        }
      }
    }
  }

  private static ObjectNode question(String text) {
    return GatewayClient.JSON.createObjectNode().put("question", text);
  }

  private void note(LatencyPath path, GatewayClient.Timed timed) {
    path.saw(
        timed.body().path("served").path("how").asText("none"),
        timed.milliseconds().getOrDefault("total", 0.0));
    if (path == retrieval) {
      embedding.saw("none", timed.milliseconds().getOrDefault("embed", 0.0));
    }
  }

  private List<LatencyPath> paths() {
    return List.of(embedding, retrieval, miss, exact, semantic);
  }

  private void print(Terminal terminal, int pairs) {
    terminal.line(
        "%d pairs, each asked %d times".formatted(pairs, exact.seen() / Math.max(1, pairs)));
    terminal.line(
        "%-10s %8s %8s %8s  %s  %s"
            .formatted("", "p50 ms", "p95 ms", "p99 ms", "x miss", "served"));
    for (LatencyPath path : paths()) {
      Percentiles took = path.milliseconds();
      terminal.line(
          String.format(
              Locale.ROOT,
              "%-10s %8.2f %8.2f %8.2f  %6.2f  %s",
              path.name(),
              took.p50(),
              took.p95(),
              took.p99(),
              ratio(took, miss),
              path.served()));
    }
    terminal.line(
        String.format(
            Locale.ROOT,
            "semantic / (embedding and retrieval): %.2f",
            ratio(semantic.milliseconds(), retrieval)));
  }

  /// Of medians.
  private static double ratio(Percentiles took, LatencyPath to) {
    double other = to.milliseconds().p50();
    return other == 0 ? 0 : took.p50() / other;
  }

  private ObjectNode report(int pairs) {
    ObjectNode report = GatewayClient.JSON.createObjectNode();
    report.put("pairs", pairs).put("rounds", exact.seen() / Math.max(1, pairs));
    ObjectNode all = report.putObject("paths");
    for (LatencyPath path : paths()) {
      Percentiles took = path.milliseconds();
      ObjectNode one = all.putObject(path.name());
      one.put("p50_ms", took.p50()).put("p95_ms", took.p95()).put("p99_ms", took.p99());
      one.put("ratio_to_miss", ratio(took, miss));
      ObjectNode served = one.putObject("served");
      for (Map.Entry<String, Integer> how : path.served().entrySet()) {
        served.put(how.getKey(), how.getValue());
      }
    }
    report.put("semantic_to_retrieval", ratio(semantic.milliseconds(), retrieval));
    return report;
  }
}
