package dev.raghub.retrieve;

import dev.raghub.analysis.QuestionTerms;
import dev.raghub.graph.GraphSnapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Finds what completes the evidence: from the best passages, over the entities that their
/// sentences mention, to other passages, in two rounds.
///
/// ```
/// value(p → q over e in sentence s) =
///   strength(p) · weight(kind) · (relevance(s) + residual(p → q))
/// strength(p)      = evidence(p) / the best evidence
/// relevance(s)     = ½ · dense(its passage) + ½ · (bm25(s) / the best bm25 of a sentence, or asked(s))
/// residual(p → q)  = the weight of the question's terms that q has and p has not, as a share of the
///                    weight of those that p has not; or what q has more of the asked fields than p
/// ```
///
/// From rows it also goes along references, as joins do ([RowPaths]); and a row on a way between
/// two of the best passages joins them: its value is the product of their strengths, less what the
/// way loses.
///
/// The second hop needs no model: the part of the question that the first passage leaves open says
/// which of its neighbours is meant. A name in more than 50 passages leads only to those that own
/// it.
final class Hops {
  private static final int SOURCES = 12;
  private static final int ROUNDS = 2;
  private static final int MAX_PASSAGES = 50;
  private static final int MAX_REACHED = 200;
  private static final double K1 = 1.2;
  private static final double B = 0.75;

  private final GraphSnapshot graph;
  private final QuestionTerms question;
  private final Pool pool;
  private final AskedFields asked;
  private final RowPaths rows;
  private final double meanTerms;
  private final TermMasks masks;
  private double bestSentence;
  private double mostCovered;

  Hops(QuestionTerms question, TermMasks masks, Pool pool, AskedFields asked) {
    this.graph = pool.graph();
    this.question = question;
    this.masks = masks;
    this.pool = pool;
    this.asked = asked;
    this.rows = new RowPaths(graph);
    this.meanTerms = graph.meanTerms();
  }

  /// Gives every candidate the best hop that leads to it; adds candidates that only hops lead to.
  void run() {
    for (int round = 0; round < ROUNDS; round++) {
      List<Candidate> sources = sources();
      if (sources.isEmpty()) {
        return;
      }
      double best = sources.getFirst().evidence();
      sources.forEach(this::noteBestSentence);
      mostCovered = Math.max(1e-9, pool.stream().mapToDouble(this::covered).max().orElse(0));
      Reach reach = new Reach();
      Map<Integer, Double> strengths = new HashMap<>();
      sources.forEach(source -> strengths.put(source.passage(), strength(source, best)));
      for (Candidate source : sources) {
        double strength = strengths.getOrDefault(source.passage(), 0.0);
        from(source, strength, reach);
        for (RowPath path : rows.from(source.passage())) {
          follow(source.passage(), strength, path, strengths.get(path.to()), reach);
        }
      }
      reach
          .best(graph, MAX_REACHED)
          .forEach(each -> pool.of(each.getKey()).reachedBy(each.getValue()));
    }
  }

  /// A row that has more of the question's words than any other passage is where to start, whatever
  /// speaks for the passage that has its name.
  private double strength(Candidate source, double best) {
    double share = source.evidence() / best;
    return graph.field(source.passage(), -1) < 0
        ? share
        : Math.max(share, covered(source) / mostCovered / source.alike());
  }

  private double covered(Candidate candidate) {
    return question.weight(candidate.terms);
  }

  private List<Candidate> sources() {
    return pool.stream()
        .filter(candidate -> candidate.passage() >= 0 && candidate.evidence() > 0)
        .sorted(
            Comparator.comparingDouble(Candidate::evidence)
                .reversed()
                .thenComparing(Candidate::chunk))
        .limit(SOURCES)
        .toList();
  }

  private void from(Candidate source, double strength, Reach reach) {
    for (Mentioned mentioned : mentioned(source.passage())) {
      Origin origin = new Origin(source.passage(), strength, mentioned);
      if (graph.frequency(mentioned.entity()) <= MAX_PASSAGES) {
        graph.passages(mentioned.entity(), (target, owns) -> step(origin, target, owns, reach));
      } else {
        graph.owners(mentioned.entity(), target -> step(origin, target, true, reach));
      }
    }
  }

  /// @param other the strength of the passage where the way ends; null where that is no source
  private void follow(int source, double whole, RowPath path, @Nullable Double other, Reach reach) {
    double strength = whole * path.weight();
    double relevance = relevance(path.speaker(), path.sentence());
    double residual = residual(source, path.to());
    double value = strength * (Weights.RELEVANCE * relevance + Weights.RESIDUAL * residual);
    Supplier<Hop> hop = () -> new Hop(source, path, relevance, residual, value);
    reach.offer(path.to(), value, hop);
    for (int i = 0; i < path.via().size() && other != null; i++) {
      List<Integer> before = path.via().subList(0, i);
      double between = Weights.BETWEEN * whole * other;
      reach.offer(path.via().get(i), between, () -> hop.get().between(between, before));
    }
  }

  private void step(Origin origin, int target, boolean owns, Reach reach) {
    Mentioned mentioned = origin.mentioned();
    if ((mentioned.owned() && owns) || graph.sameItem(origin.source(), target)) {
      return;
    }
    Hop.Kind kind = owns ? Hop.Kind.NAMES : mentioned.owned() ? Hop.Kind.NAMED_BY : Hop.Kind.SHARES;
    int source = origin.source();
    int speaker = mentioned.owned() ? target : source;
    int sentence =
        mentioned.owned() ? bestSentence(target, mentioned.entity()) : mentioned.sentence();
    double relevance = relevance(speaker, sentence);
    double residual = residual(source, target);
    double value =
        origin.strength()
            * kind.weight()
            * (Weights.RELEVANCE * relevance + Weights.RESIDUAL * residual);
    reach.offer(
        target,
        value,
        () ->
            new Hop(
                source,
                speaker,
                sentence,
                mentioned.entity(),
                kind,
                relevance,
                residual,
                value,
                List.of()));
  }

  /// What a passage owns or mentions, an entity once: with the sentence that fits best.
  private List<Mentioned> mentioned(int passage) {
    List<Mentioned> all = new ArrayList<>();
    graph.mentions(
        passage,
        (entity, sentence) -> {
          Mentioned last = all.isEmpty() ? Mentioned.NONE : all.getLast();
          if (last.entity() != entity) {
            all.add(new Mentioned(entity, sentence));
          } else if (!last.owned() && score(passage, sentence) > score(passage, last.sentence())) {
            all.set(all.size() - 1, new Mentioned(entity, sentence));
          }
        });
    return all;
  }

  private int bestSentence(int passage, int entity) {
    int[] best = {GraphSnapshot.OWN};
    graph.mentions(
        passage,
        (mentioned, sentence) -> {
          boolean here = mentioned == entity && sentence >= 0;
          if (here && (best[0] < 0 || score(passage, sentence) > score(passage, best[0]))) {
            best[0] = sentence;
          }
        });
    return best[0];
  }

  private void noteBestSentence(Candidate source) {
    for (int sentence = 0; sentence < graph.sentences(source.passage()); sentence++) {
      bestSentence = Math.max(bestSentence, score(source.passage(), sentence));
    }
  }

  private double relevance(int passage, int sentence) {
    double lexical = bestSentence <= 0 ? 0 : Math.min(1, score(passage, sentence) / bestSentence);
    double dense = pool.find(passage).map(it -> it.dense).orElse(0.0);
    return (dense + Math.max(lexical, asked.of(passage, sentence))) / 2;
  }

  /// BM25 of "title: sentence" with each term counted once.
  private double score(int passage, int sentence) {
    long mask = masks.of(passage, -1) | masks.of(passage, sentence);
    double length = graph.terms(passage, sentence) / meanTerms;
    return question.weight(mask) * (K1 + 1) / (1 + K1 * (1 - B + B * length));
  }

  private double residual(int from, int to) {
    long open = question.known() & ~masks.of(from);
    double all = question.weight(open);
    double covered = all <= 0 ? 0 : question.weight(open & masks.of(to)) / all;
    return Math.max(covered, asked.best(to) - asked.best(from));
  }

  private record Mentioned(int entity, int sentence) {
    private static final Mentioned NONE = new Mentioned(-1, 0);

    boolean owned() {
      return sentence == GraphSnapshot.OWN;
    }
  }

  private record Origin(int source, double strength, Mentioned mentioned) {}
}
