package dev.raghub.route;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// How near is near enough, found on the examples alone. What questions of the workspaces score is
/// seen by holding back a fifth of the examples, five times; what foreign questions score, by
/// holding back whole workspaces, whose examples then belong nowhere. The threshold is where as
/// many of the first are turned away as of the second are let in (the equal error rate).
///
/// Everything is learned anew without what is held back: the projection remembers its examples.
final class Calibration {
  private static final int FOLDS = 5;
  private static final long SEED = 11;

  /// Where there is but one workspace and nothing foreign: the share of its own that is turned
  /// away.
  private static final double OWN_REFUSED = 0.1;

  private final List<Sample> samples;
  private final List<Asked> nowhere;

  /// @param samples each with its workspace
  /// @param nowhere examples that belong to none
  Calibration(List<Sample> samples, List<Asked> nowhere) {
    this.samples = samples;
    this.nowhere = nowhere;
  }

  double threshold(NearestExamples all) {
    double[] own = sorted(ownScores());
    List<Double> foreignScores = new ArrayList<>(foreignScores());
    nowhere.forEach(asked -> foreignScores.add(all.best(asked)));
    double[] foreign = sorted(foreignScores);
    if (own.length == 0) {
      return 0;
    }
    return foreign.length == 0 ? own[(int) (own.length * OWN_REFUSED)] : equalErrors(own, foreign);
  }

  /// What is turned away below the i-th score of the own is i of them.
  private static double equalErrors(double[] own, double[] foreign) {
    int below = 0;
    for (int i = 0; i < own.length; i++) {
      while (below < foreign.length && foreign[below] < own[i]) {
        below++;
      }
      double turnedAway = (double) i / own.length;
      double letIn = 1 - (double) below / foreign.length;
      if (turnedAway >= letIn) {
        return own[i];
      }
    }
    return own[own.length - 1];
  }

  private List<Double> ownScores() {
    List<Integer> folds = new ArrayList<>();
    for (int i = 0; i < samples.size(); i++) {
      folds.add(i % FOLDS);
    }
    Collections.shuffle(folds, new Random(SEED));
    return rounds(round -> at -> folds.get(at) == round);
  }

  private List<Double> foreignScores() {
    List<String> workspaces =
        List.copyOf(new TreeSet<>(samples.stream().map(Sample::workspace).toList()));
    int groups = Math.min(FOLDS, workspaces.size());
    return rounds(
        round ->
            at ->
                workspaces.indexOf(samples.get(at).workspace()) * groups / workspaces.size()
                    == round);
  }

  private interface Rounds {
    Predicate<Integer> heldBack(int round);
  }

  /// What all scored in the rounds in which they were held back.
  private List<Double> rounds(Rounds rounds) {
    return IntStream.range(0, FOLDS)
        .parallel()
        .boxed()
        .flatMap(round -> scores(rounds.heldBack(round)).stream())
        .toList();
  }

  private List<Double> scores(Predicate<Integer> heldBack) {
    List<Sample> learned = new ArrayList<>();
    List<Sample> asked = new ArrayList<>();
    for (int i = 0; i < samples.size(); i++) {
      (heldBack.test(i) ? asked : learned).add(samples.get(i));
    }
    if (learned.isEmpty() || asked.isEmpty()) {
      return List.of();
    }
    NearestExamples nearest = NearestExamples.of(learned);
    return asked.stream().map(sample -> nearest.best(sample.asked())).toList();
  }

  private static double[] sorted(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
  }
}
