package dev.raghub.eval;

import dev.raghub.model.Embedder;
import dev.raghub.route.Example;
import dev.raghub.route.ExampleRouter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

/// Learns routing from some texts and measures it on others.
///
/// @param embed milliseconds that embedding a question took
/// @param route milliseconds that routing it took, given its vector
/// @param threshold what a score had to reach
public record RoutingEvaluation(
    RoutingScores scores, Percentiles embed, Percentiles route, double threshold) {
  private static final int BATCH = 64;
  private static final int WARM_UP = 200;

  /// @param progress is told how many texts are done
  public static RoutingEvaluation run(
      Embedder embedder, List<RoutingLine> train, List<RoutingLine> test, IntConsumer progress) {
    ExampleRouter router = ExampleRouter.learn(examples(embedder, train, progress));
    RoutingScores scores = new RoutingScores();
    List<Double> embed = new ArrayList<>();
    List<Double> route = new ArrayList<>();
    double threshold = 0;
    for (int i = 0; i < test.size(); i++) {
      RoutingLine line = test.get(i);
      long start = System.nanoTime();
      float[] vector = embedder.passages(List.of(line.text())).getFirst();
      long embedded = System.nanoTime();
      var routing = router.route(line.text(), vector);
      long routed = System.nanoTime();
      scores.add(line.workspace(), routing.workspace());
      threshold = routing.threshold();
      if (i >= WARM_UP || test.size() <= WARM_UP) {
        embed.add((embedded - start) / 1e6);
        route.add((routed - embedded) / 1e6);
      }
      progress.accept(train.size() + i + 1);
    }
    return new RoutingEvaluation(scores, Percentiles.of(embed), Percentiles.of(route), threshold);
  }

  private static List<Example> examples(
      Embedder embedder, List<RoutingLine> train, IntConsumer progress) {
    List<Example> examples = new ArrayList<>();
    for (int from = 0; from < train.size(); from += BATCH) {
      List<RoutingLine> batch = train.subList(from, Math.min(from + BATCH, train.size()));
      List<float[]> vectors = embedder.passages(batch.stream().map(RoutingLine::text).toList());
      for (int i = 0; i < batch.size(); i++) {
        Optional<String> workspace = batch.get(i).workspace();
        examples.add(new Example(batch.get(i).text(), vectors.get(i), workspace));
      }
      progress.accept(examples.size());
    }
    return examples;
  }
}
