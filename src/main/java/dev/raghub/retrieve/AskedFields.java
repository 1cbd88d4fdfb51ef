package dev.raghub.retrieve;

import dev.raghub.graph.FieldName;
import dev.raghub.graph.GraphSnapshot;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How likely a question asks for each field of the rows: 1 for the field whose name is nearest to
/// it, 0 for the middle of all fields and below.
///
/// ```
/// asked(f) = ((cos(q, f) − median) / (max − median))³
/// ```
///
/// The cube leaves the few nearest. Fewer than four fields say nothing.
final class AskedFields {
  private static final int MIN_FIELDS = 4;
  private static final int POWER = 3;

  private final GraphSnapshot graph;
  private final double[] asked;

  private AskedFields(GraphSnapshot graph, double[] asked) {
    this.graph = graph;
    this.asked = asked;
  }

  static AskedFields none(GraphSnapshot graph) {
    return new AskedFields(graph, new double[0]);
  }

  /// @param question its vector, of length 1 like those of the fields
  static AskedFields of(GraphSnapshot graph, float[] question, Map<FieldName, float[]> vectors) {
    Map<FieldName, Integer> numbers = graph.fields();
    if (numbers.size() < MIN_FIELDS) {
      return none(graph);
    }
    double[] cosines = new double[numbers.values().stream().mapToInt(it -> it).max().orElse(0) + 1];
    numbers.forEach((field, number) -> cosines[number] = cosine(question, vectors.get(field)));
    double[] sorted = numbers.values().stream().mapToDouble(it -> cosines[it]).sorted().toArray();
    double median = sorted[sorted.length / 2];
    double span = Math.max(1e-9, sorted[sorted.length - 1] - median);
    double[] asked = new double[cosines.length];
    numbers
        .values()
        .forEach(
            number ->
                asked[number] =
                    Math.pow(Math.clamp((cosines[number] - median) / span, 0, 1), POWER));
    return new AskedFields(graph, asked);
  }

  /// How likely the question asks for the field that a sentence is; 0 where it is none.
  ///
  /// @param sentence from 0; -1 = the passage's heading, which stands for its type
  double of(int passage, int sentence) {
    int field = asked.length == 0 ? -1 : graph.field(passage, sentence);
    return field < 0 ? 0 : asked[field];
  }

  /// The most that any field of a passage has.
  double best(int passage) {
    double best = 0;
    if (asked.length > 0) {
      for (int sentence = -1; sentence < graph.sentences(passage); sentence++) {
        best = Math.max(best, of(passage, sentence));
      }
    }
    return best;
  }

  private static double cosine(float[] question, float @Nullable [] field) {
    if (field == null) {
      return 0;
    }
    double sum = 0;
    for (int i = 0; i < field.length; i++) {
      sum += question[i] * field[i];
    }
    return sum;
  }
}
