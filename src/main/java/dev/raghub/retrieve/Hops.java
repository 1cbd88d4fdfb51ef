package dev.raghub.retrieve;

import dev.raghub.analysis.QuestionTerms;
import dev.raghub.graph.GraphSnapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
  private static final double K1 = 1.2;
  private static final double B = 0.75;

  private final GraphSnapshot graph;
  private final QuestionTerms question;
  private final Pool pool;
  private final AskedFields asked;
  private final RowPaths rows;
  private final double meanTerms;
  private final Map<Integer, Long> masks = new HashMap<>();
  private double bestSentence;
  private double mostCovered;

  Hops(QuestionTerms question, Pool pool, AskedFields asked) {
    this.graph = pool.graph();
    this.question = question;
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
      List<Reached> reached = new ArrayList<>();
      Map<Integer, Double> strengths = new HashMap<>();
      sources.forEach(source -> strengths.put(source.passage(), strength(source, best)));
      for (Candidate source : sources) {
        double strength = strengths.getOrDefault(source.passage(), 0.0);
        from(source, strength, reached);
        rows.from(source.passage())
            .forEach(path -> follow(source.passage(), path, strengths, reached));
      }
      reached.forEach(hop -> pool.of(hop.passage()).reachedBy(hop.hop()));
    }
  }

  /// A row that has more of the question's words than any other passage is where to start, whatever
  /// speaks for the passage that has its name.
  private double strength(Candidate source, double best) {
    double share = source.evidence() / best;
    return graph.field(source.passage(), -1) < 0
        ? share
        : Math.max(share, covered(source) / mostCovered / Math.pow(source.alike, Weights.ALIKE));
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

  private void from(Candidate source, double strength, List<Reached> reached) {
    for (Mentioned mentioned : mentioned(source.passage())) {
      int entity = mentioned.entity();
      boolean rare = graph.frequency(entity) <= MAX_PASSAGES;
      Origin origin = new Origin(source, strength, mentioned);
      if (rare || graph.known(entity)) {
        graph.passages(
            entity,
            (target, owns) -> {
              if ((rare || owns) && !graph.sameItem(source.passage(), target)) {
                step(origin, target, owns, reached);
              }
            });
      }
    }
  }

  private void follow(
      int source, RowPath path, Map<Integer, Double> strengths, List<Reached> reached) {
    double whole = strengths.getOrDefault(source, 0.0);
    double strength = whole * path.weight();
    double relevance = relevance(path.speaker(), path.sentence());
    double residual = residual(source, path.to());
    double value = strength * (Weights.RELEVANCE * relevance + Weights.RESIDUAL * residual);
    Hop hop =
        new Hop(
            source,
            path.speaker(),
            path.sentence(),
            path.entity(),
            Hop.Kind.JOINS,
            relevance,
            residual,
            value,
            path.via());
    reached.add(new Reached(path.to(), hop));
    double other = strengths.getOrDefault(path.to(), 0.0);
    for (int i = 0; i < path.via().size() && other > 0; i++) {
      reached.add(
          new Reached(
              path.via().get(i),
              hop.between(Weights.BETWEEN * whole * other, path.via().subList(0, i))));
    }
  }

  private void step(Origin origin, int target, boolean owns, List<Reached> reached) {
    Mentioned mentioned = origin.mentioned();
    if (mentioned.owned() && owns) {
      return;
    }
    Hop.Kind kind = owns ? Hop.Kind.NAMES : mentioned.owned() ? Hop.Kind.NAMED_BY : Hop.Kind.SHARES;
    int source = origin.source().passage();
    int speaker = mentioned.owned() ? target : source;
    int sentence =
        mentioned.owned() ? bestSentence(target, mentioned.entity()) : mentioned.sentence();
    double relevance = relevance(speaker, sentence);
    double residual = residual(source, target);
    double value =
        origin.strength()
            * kind.weight()
            * (Weights.RELEVANCE * relevance + Weights.RESIDUAL * residual);
    reached.add(
        new Reached(
            target,
            new Hop(
                source,
                speaker,
                sentence,
                mentioned.entity(),
                kind,
                relevance,
                residual,
                value,
                List.of())));
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
    return (pool.of(passage).dense + Math.max(lexical, asked.of(passage, sentence))) / 2;
  }

  /// BM25 of "title: sentence" with each term counted once.
  private double score(int passage, int sentence) {
    long mask = graph.mask(passage, -1, question) | graph.mask(passage, sentence, question);
    double length = graph.terms(passage, sentence) / meanTerms;
    return question.weight(mask) * (K1 + 1) / (1 + K1 * (1 - B + B * length));
  }

  private double residual(int from, int to) {
    long open = question.known() & ~mask(from);
    double all = question.weight(open);
    double covered = all <= 0 ? 0 : question.weight(open & mask(to)) / all;
    return Math.max(covered, asked.best(to) - asked.best(from));
  }

  private long mask(int passage) {
    return masks.computeIfAbsent(passage, number -> graph.mask(number, question));
  }

  private record Mentioned(int entity, int sentence) {
    private static final Mentioned NONE = new Mentioned(-1, 0);

    boolean owned() {
      return sentence == GraphSnapshot.OWN;
    }
  }

  private record Origin(Candidate source, double strength, Mentioned mentioned) {}

  private record Reached(int passage, Hop hop) {}
}
