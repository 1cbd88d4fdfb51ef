package dev.raghub.route;

import dev.raghub.analysis.LuceneAnalysis;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// Names the workspace that a question belongs to, or none. For as many threads as want to.
public final class ExampleRouter {
  /// Examples that are learned from at most; learning compares each with those of its workspace.
  public static final int MAX_EXAMPLES = 50_000;

  private final LuceneAnalysis analysis;
  private final NearestExamples nearest;
  private final double threshold;

  private ExampleRouter(LuceneAnalysis analysis, NearestExamples nearest, double threshold) {
    this.analysis = analysis;
    this.nearest = nearest;
    this.threshold = threshold;
  }

  /// Learns from examples; takes seconds for thousands. INVALID_REQUEST where none has a workspace
  /// or there are too many.
  public static ExampleRouter learn(List<Example> examples) {
    if (examples.size() > MAX_EXAMPLES) {
      throw new RaghubException(
          ErrorCode.INVALID_REQUEST,
          "%d examples; at most %d are learned from".formatted(examples.size(), MAX_EXAMPLES));
    }
    LuceneAnalysis analysis = new LuceneAnalysis();
    List<Sample> samples = new ArrayList<>();
    List<Asked> nowhere = new ArrayList<>();
    for (Example example : examples) {
      Asked asked = Asked.of(analysis, example.text(), example.vector());
      example
          .workspace()
          .ifPresentOrElse(
              workspace -> samples.add(new Sample(asked, workspace)), () -> nowhere.add(asked));
    }
    if (samples.isEmpty()) {
      throw new RaghubException(ErrorCode.INVALID_REQUEST, "no example has a workspace");
    }
    NearestExamples nearest = NearestExamples.of(samples);
    return new ExampleRouter(
        analysis, nearest, new Calibration(samples, nowhere).threshold(nearest));
  }

  /// Decides about a question.
  ///
  /// @param vector the question's, from the embedder of the examples
  public Routing route(String question, float[] vector) {
    double[] scores = nearest.scores(Asked.of(analysis, question, vector));
    List<String> workspaces = nearest.workspaces();
    Map<String, Double> ranked = new LinkedHashMap<>();
    IntStream.range(0, scores.length)
        .boxed()
        .sorted(Comparator.<Integer>comparingDouble(i -> scores[i]).reversed())
        .forEach(i -> ranked.put(workspaces.get(i), scores[i]));
    Map.Entry<String, Double> best = ranked.entrySet().iterator().next();
    return new Routing(
        Optional.of(best.getKey()).filter(name -> best.getValue() >= threshold), ranked, threshold);
  }
}
