package dev.raghub.route;

import dev.raghub.index.ScoredChunk;
import dev.raghub.model.CosineRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/// Weighs workspaces against each other, and each by itself.
///
/// ```
/// share(w) ∝ (S + vote(w)) · softmax(place(centroid(w))) · (1 + names(w)) / (1 + most names)
/// vote(w)  = ½ · words(w) + ½ · meanings(w); either one alone where the other has no hit anywhere
/// words(w) = what of the K best passages of all workspaces, by (BM25 / best BM25)², is w's
/// meanings(w): the same by place(cosine)²
/// place(c) = (c − unrelated) / (related − unrelated), at least 0
/// near(w)  = max(place of the best cosine, share of the question that the best passage has)
/// ```
final class Votes {
  private static final int VOTERS = 10;
  private static final double SMOOTHING = 0.05;

  private final CosineRange range;

  Votes(CosineRange range) {
    this.range = range;
  }

  /// The nearest first; equal ones by name.
  List<Nearness> count(List<Signals> candidates) {
    double[] words = cast(candidates, Signals::words, ScoredChunk::score);
    double[] meanings =
        cast(candidates, Signals::meanings, chunk -> Math.max(0, place(chunk.score())));
    double[] near = centroids(candidates);
    int most = candidates.stream().mapToInt(Signals::names).max().orElse(0);
    double[] weights = new double[candidates.size()];
    for (int i = 0; i < weights.length; i++) {
      double vote =
          isSilent(meanings)
              ? words[i]
              : isSilent(words) ? meanings[i] : (words[i] + meanings[i]) / 2;
      weights[i] = (SMOOTHING + vote) * near[i] * (1.0 + candidates.get(i).names()) / (1.0 + most);
    }
    double all = Arrays.stream(weights).sum();
    List<Nearness> counted = new ArrayList<>();
    for (int i = 0; i < weights.length; i++) {
      counted.add(
          new Nearness(
              candidates.get(i).workspace(),
              all <= 0 ? 0 : weights[i] / all,
              near(candidates.get(i))));
    }
    counted.sort(
        Comparator.comparingDouble(Nearness::share)
            .reversed()
            .thenComparing(each -> each.workspace().id().value()));
    return counted;
  }

  /// The votes for each workspace, 1 together; none where nothing was found.
  private static double[] cast(
      List<Signals> candidates,
      Function<Signals, List<ScoredChunk>> leg,
      Function<ScoredChunk, Double> strength) {
    record Vote(int workspace, double strength) {}
    List<Vote> votes = new ArrayList<>();
    for (int i = 0; i < candidates.size(); i++) {
      for (ScoredChunk chunk : leg.apply(candidates.get(i))) {
        votes.add(new Vote(i, strength.apply(chunk)));
      }
    }
    votes.sort(Collections.reverseOrder(Comparator.comparingDouble(Vote::strength)));
    double[] cast = new double[candidates.size()];
    votes.stream()
        .limit(VOTERS)
        .forEach(vote -> cast[vote.workspace()] += vote.strength() * vote.strength());
    double all = Arrays.stream(cast).sum();
    return all <= 0 ? cast : Arrays.stream(cast).map(each -> each / all).toArray();
  }

  /// A workspace without vectors is taken to lie where the others do in the mean.
  private double[] centroids(List<Signals> candidates) {
    double mean =
        candidates.stream()
            .mapToDouble(Signals::centroid)
            .filter(cosine -> !Double.isNaN(cosine))
            .average()
            .orElse(0);
    double[] powers =
        candidates.stream()
            .mapToDouble(Signals::centroid)
            .map(cosine -> Math.exp(place(Double.isNaN(cosine) ? mean : cosine)))
            .toArray();
    double all = Arrays.stream(powers).sum();
    return Arrays.stream(powers).map(each -> each / all).toArray();
  }

  private double near(Signals signals) {
    double meaning =
        signals.meanings().stream()
            .mapToDouble(ScoredChunk::score)
            .map(this::place)
            .max()
            .orElse(0);
    double said = signals.words().stream().mapToDouble(ScoredChunk::vouched).max().orElse(0);
    return Math.max(0, Math.max(meaning, said));
  }

  private double place(double cosine) {
    return (cosine - range.unrelated()) / (range.related() - range.unrelated());
  }

  private static boolean isSilent(double[] votes) {
    return Arrays.stream(votes).sum() <= 0;
  }
}
