package dev.raghub.retrieve;

import dev.raghub.analysis.LuceneAnalysis;
import dev.raghub.analysis.QuestionTerms;
import dev.raghub.corpus.ChunkId;
import dev.raghub.corpus.ItemId;
import dev.raghub.graph.ForwardPush;
import dev.raghub.graph.GraphSnapshot;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// Ranks the passages of one question over the graph.
///
/// ```
/// direct(p)   = dense(p) + ½ · bm25(p) + named(p) + ½ · asked(p)
/// evidence(p) = direct(p) + the best hop that leads to p          (Hops)
/// score(p)    = evidence(p) + 0.3 · walk(p) − repeated(p)         (ForwardPush, Novelty)
/// ```
final class GraphRanking {
  private static final double DAMPING = 0.5;
  private static final double EPSILON = 1e-5;
  private static final double DENSE_SEED = 0.05;
  private static final int DENSE_POWER = 3;
  private static final double LEAST_MASS = 1e-3;
  private static final int WALKED = 30;

  /// Up to as many bearers a name vouches fully for each of them.
  private static final int FEW_BEARERS = 5;

  private final GraphSnapshot graph;
  private final QuestionTerms question;
  private final TermMasks masks;
  private final Pool pool;
  private final AskedFields asked;
  private final ForwardPush walk;
  private final Set<Integer> names;

  GraphRanking(
      Pool pool, QuestionTerms terms, AskedFields asked, String question, LuceneAnalysis analysis) {
    this.graph = pool.graph();
    this.asked = asked;
    this.question = terms;
    this.masks = new TermMasks(pool.graph(), terms);
    this.pool = pool;
    this.walk = new ForwardPush(graph, DAMPING, EPSILON);
    this.names = new QuestionNames(graph, analysis).in(question);
  }

  /// Candidates, best first.
  List<Candidate> ranked() {
    names.forEach(this::addNamed);
    runWalk();
    pool.all().forEach(this::noteAsked);
    pool.all().forEach(this::noteTerms);
    noteLikenesses();
    new Hops(question, masks, pool, asked).run();
    pool.all().forEach(this::noteTerms);
    return new Novelty(question, pool).order(List.copyOf(pool.all()));
  }

  /// The walk alone: a control.
  List<Candidate> walked() {
    names.forEach(this::addNamed);
    runWalk();
    for (Candidate candidate : pool.all()) {
      candidate.named = 0;
      candidate.lexical = 0;
      candidate.dense = 0;
    }
    return byScore();
  }

  /// The entities that the question names.
  Set<Integer> names() {
    return names;
  }

  /// Those of them that a candidate bears.
  List<Integer> namesOf(Candidate candidate) {
    Set<Integer> own = new HashSet<>();
    if (candidate.passage() >= 0) {
      graph.mentions(
          candidate.passage(),
          (entity, sentence) -> {
            if (sentence == GraphSnapshot.OWN) {
              own.add(entity);
            }
          });
    }
    return names.stream().filter(own::contains).toList();
  }

  ForwardPush walk() {
    return walk;
  }

  QuestionTerms terms() {
    return question;
  }

  Optional<Candidate> candidate(ChunkId chunk) {
    return pool.find(chunk);
  }

  Candidate candidate(int passage) {
    return pool.of(passage);
  }

  private List<Candidate> byScore() {
    return pool.stream().sorted(Candidate.BEST_FIRST).toList();
  }

  private void addNamed(int entity) {
    Set<Integer> bearers = new HashSet<>();
    Set<ItemId> items = new HashSet<>();
    graph.owners(
        entity,
        passage -> {
          bearers.add(passage);
          items.add(graph.item(passage));
        });
    double share = Math.min(1, (double) FEW_BEARERS / items.size());
    for (int passage : bearers) {
      Candidate candidate = pool.of(passage);
      candidate.named = Math.max(candidate.named, share);
    }
  }

  private void runWalk() {
    Map<Integer, Double> passages = new HashMap<>();
    for (Candidate candidate : pool.all()) {
      if (candidate.passage() >= 0 && candidate.dense > 0) {
        passages.put(candidate.passage(), DENSE_SEED * Math.pow(candidate.dense, DENSE_POWER));
      }
    }
    walk.walk(passages, entitySeeds());
    double best = 0;
    for (int passage : walk.reached()) {
      best = Math.max(best, walk.mass(passage));
    }
    if (best > 0) {
      admit(best);
    }
  }

  /// Rare names weigh more; the rarest weighs 1.
  private Map<Integer, Double> entitySeeds() {
    double rarest = names.stream().mapToDouble(graph::frequency).min().orElse(1);
    Map<Integer, Double> seeds = new HashMap<>();
    names.forEach(entity -> seeds.put(entity, rarest / graph.frequency(entity)));
    return seeds;
  }

  /// Scores every candidate by the walk, and lets in those that only the walk has reached.
  private void admit(double best) {
    IntStream.of(walk.reached())
        .boxed()
        .sorted(
            Comparator.<Integer>comparingDouble(walk::mass).reversed().thenComparing(graph::chunk))
        .limit(WALKED)
        .forEach(pool::of);
    for (Candidate candidate : pool.all()) {
      if (candidate.passage() >= 0) {
        double share = walk.mass(candidate.passage()) / best;
        candidate.walk = 1 - Math.log(Math.max(share, LEAST_MASS)) / Math.log(LEAST_MASS);
      }
    }
  }

  /// A row whose asked field says what the question says: "who reports to Andrew Fuller" and a
  /// field `reports to: Andrew Fuller`.
  private void noteAsked(Candidate candidate) {
    if (candidate.passage() >= 0) {
      for (int i = 0; i < graph.sentences(candidate.passage()); i++) {
        double likely = asked.of(candidate.passage(), i);
        if (likely > 0) {
          long mask = masks.of(candidate.passage(), i);
          double said = question.weight(mask) / Math.max(1e-9, question.weight(question.known()));
          candidate.asked = Math.max(candidate.asked, likely * said);
        }
      }
    }
  }

  /// Rows of one type that have the same words of the question cannot be told apart by it: of
  /// thirty payments by one customer each is an unlikely answer, and the one with the right amount
  /// is not.
  private void noteLikenesses() {
    record Likeness(int type, long terms) {}
    Map<Likeness, Integer> alike = new HashMap<>();
    List<Candidate> rows =
        pool.stream()
            .filter(it -> it.passage() >= 0 && graph.field(it.passage(), -1) >= 0)
            .toList();
    rows.forEach(
        row ->
            alike.merge(new Likeness(graph.field(row.passage(), -1), row.terms), 1, Integer::sum));
    rows.forEach(
        row ->
            row.alike(
                alike.getOrDefault(new Likeness(graph.field(row.passage(), -1), row.terms), 1)));
  }

  private void noteTerms(Candidate candidate) {
    candidate.terms = candidate.passage() < 0 ? 0 : masks.of(candidate.passage());
  }
}
