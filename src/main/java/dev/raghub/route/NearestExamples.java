package dev.raghub.route;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What speaks for each workspace: its examples nearest to the question, by meaning and by words.
///
/// ```
/// score(workspace) = mean of its 3 highest cosines + 0.3 · mean of its 3 highest word scores
/// ```
///
/// Cosines are those after the projection. Fewer than three count as many as there are.
final class NearestExamples {
  private static final int NEAREST = 3;
  private static final double WORDS = 0.3;

  private final List<String> workspaces;
  private final FisherProjection projection;

  /// By dimension, then example: a question's cosines with all then are sums of whole rows, which
  /// the compiler turns into vector instructions.
  private final float[][] columns;

  private final TermScores terms;

  /// Where each workspace's examples begin; one more for where the last one's end.
  private final int[] from;

  private NearestExamples(Map<String, List<Sample>> byWorkspace) {
    workspaces = List.copyOf(byWorkspace.keySet());
    List<Sample> all = byWorkspace.values().stream().flatMap(List::stream).toList();
    projection =
        FisherProjection.of(
            byWorkspace.values().stream()
                .map(samples -> samples.stream().map(Sample::vector).toList())
                .toList());
    columns = new float[projection.dimensions()][all.size()];
    for (int i = 0; i < all.size(); i++) {
      float[] vector = projection.of(all.get(i).vector());
      for (int dimension = 0; dimension < vector.length; dimension++) {
        columns[dimension][i] = vector[dimension];
      }
    }
    terms = new TermScores(all.stream().map(Sample::terms).toList());
    from = new int[workspaces.size() + 1];
    for (int i = 0; i < workspaces.size(); i++) {
      from[i + 1] = from[i] + byWorkspace.getOrDefault(workspaces.get(i), List.of()).size();
    }
  }

  /// @param samples each with a workspace, at least one
  static NearestExamples of(List<Sample> samples) {
    Map<String, List<Sample>> byWorkspace = new TreeMap<>();
    for (Sample sample : samples) {
      byWorkspace.computeIfAbsent(sample.workspace(), key -> new ArrayList<>()).add(sample);
    }
    return new NearestExamples(byWorkspace);
  }

  /// The workspaces, in the order of the scores.
  List<String> workspaces() {
    return workspaces;
  }

  double[] scores(Asked question) {
    float[] words = terms.scores(question.terms());
    float[] cosines = cosines(projection.of(question.vector()));
    double[] scores = new double[workspaces.size()];
    for (int i = 0; i < scores.length; i++) {
      scores[i] =
          highest(cosines, from[i], from[i + 1]) + WORDS * highest(words, from[i], from[i + 1]);
    }
    return scores;
  }

  private float[] cosines(float[] question) {
    float[] cosines = new float[from[from.length - 1]];
    for (int dimension = 0; dimension < question.length; dimension++) {
      float factor = question[dimension];
      float[] column = columns[dimension];
      for (int i = 0; i < cosines.length; i++) {
        cosines[i] += factor * column[i];
      }
    }
    return cosines;
  }

  /// What the best workspace scores.
  double best(Asked question) {
    return Arrays.stream(scores(question)).max().orElse(0);
  }

  /// The mean of the highest values of a range that is not empty.
  private static double highest(float[] values, int start, int end) {
    float[] top = new float[Math.min(NEAREST, end - start)];
    Arrays.fill(top, Float.NEGATIVE_INFINITY);
    for (int i = start; i < end; i++) {
      int at = top.length;
      while (at > 0 && values[i] > top[at - 1]) {
        at--;
      }
      if (at < top.length) {
        System.arraycopy(top, at, top, at + 1, top.length - at - 1);
        top[at] = values[i];
      }
    }
    double sum = 0;
    for (float each : top) {
      sum += each;
    }
    return sum / top.length;
  }
}
