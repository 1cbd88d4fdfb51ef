package dev.raghub.eval;

import com.fasterxml.jackson.databind.JsonNode;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.model.Embedder;
import dev.raghub.paraphrase.Conflict;
import dev.raghub.paraphrase.Gate;
import dev.raghub.paraphrase.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/// GPTCache's own protocol: all originals are cached, then each rewording is asked. The nearest
/// cached text that may be served is a positive if it is the rewording's original, else a negative;
/// nothing near is a miss. Equal originals are one entry, as in any cache.
///
/// The texts are statements, and the nearest of all of them stands in for the evidence check: so
/// the gate only refuses what differs in its numbers or identifiers.
public final class NearestEvaluation {
  /// The thresholds that GPTCache publishes.
  public static final List<Double> THRESHOLDS = List.of(.95, .90, .80);

  private static final String EXPECTED = "a JSON array of {origin, similar}";
  private static final int CANDIDATES = 5;
  private static final Set<Conflict> REFUSED = Set.of(Conflict.NUMBER);

  private final Embedder embedder;
  private final Gate gate;

  public NearestEvaluation(Embedder embedder, Gate gate) {
    this.embedder = embedder;
    this.gate = gate;
  }

  /// A text and its rewording.
  public record Rewording(String origin, String similar) {}

  /// What a threshold gave.
  public record Outcome(String mode, double threshold, int positive, int negative, int miss) {}

  /// Reads the file. INVALID_REQUEST where it is not what it should be.
  public static List<Rewording> read(Path file) {
    List<Rewording> rewordings = new ArrayList<>();
    for (JsonNode each : JsonLines.whole(file, EXPECTED)) {
      rewordings.add(
          new Rewording(JsonLines.text(each, "origin"), JsonLines.text(each, "similar")));
    }
    if (rewordings.isEmpty()) {
      throw new RaghubException(
          ErrorCode.INVALID_REQUEST, file + " is empty; expected " + EXPECTED);
    }
    return rewordings;
  }

  /// Runs the protocol.
  ///
  /// @param progress told how many texts are embedded
  public List<Outcome> outcomes(List<Rewording> rewordings, IntConsumer progress) {
    Map<String, float[]> cached = new LinkedHashMap<>();
    int done = 0;
    for (Rewording each : rewordings) {
      cached.computeIfAbsent(each.origin(), embedder::question);
      progress.accept(++done);
    }
    List<List<Near>> near = new ArrayList<>();
    for (Rewording each : rewordings) {
      near.add(nearest(cached, embedder.question(each.similar())));
      progress.accept(++done);
    }
    List<Outcome> outcomes = new ArrayList<>();
    for (double threshold : THRESHOLDS) {
      outcomes.add(outcome(rewordings, near, threshold, false));
    }
    for (double threshold : THRESHOLDS) {
      outcomes.add(outcome(rewordings, near, threshold, true));
    }
    return outcomes;
  }

  private record Near(String origin, double cosine) {}

  private static List<Near> nearest(Map<String, float[]> cached, float[] asked) {
    return cached.entrySet().stream()
        .map(entry -> new Near(entry.getKey(), PairEvaluation.cosine(entry.getValue(), asked)))
        .sorted(Comparator.comparingDouble(Near::cosine).reversed())
        .limit(CANDIDATES)
        .toList();
  }

  private Outcome outcome(
      List<Rewording> rewordings, List<List<Near>> near, double threshold, boolean gated) {
    int[] counts = new int[3];
    IntStream.range(0, rewordings.size())
        .forEach(i -> counts[kind(rewordings.get(i), near.get(i), threshold, gated)]++);
    return new Outcome(gated ? "gated" : "similarity", threshold, counts[0], counts[1], counts[2]);
  }

  /// 0 = positive, 1 = negative, 2 = miss.
  private int kind(Rewording asked, List<Near> near, double threshold, boolean gated) {
    return near.stream()
        .filter(candidate -> candidate.cosine() >= threshold)
        .filter(candidate -> !gated || allowed(candidate, asked))
        .findFirst()
        .map(hit -> hit.origin().equals(asked.origin()) ? 0 : 1)
        .orElse(2);
  }

  private boolean allowed(Near candidate, Rewording asked) {
    return !(gate.judge(candidate.origin(), asked.similar(), candidate.cosine())
            instanceof Verdict.Contradiction(Conflict conflict)
        && REFUSED.contains(conflict));
  }
}
