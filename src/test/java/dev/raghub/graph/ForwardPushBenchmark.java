package dev.raghub.graph;

import dev.raghub.bench.Questions;
import dev.raghub.bench.SyntheticCorpus;
import dev.raghub.bench.SyntheticName;
import dev.raghub.bench.SyntheticQuestion;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// A walk from seeds like those of a question: the names it says, the rarer the more, and the
/// hundred chunks that are nearest to it.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ForwardPushBenchmark {
  private static final double DAMPING = 0.5;
  private static final double EPSILON = 1e-5;
  private static final double DENSE_SEED = 0.05;
  private static final int DENSE_POWER = 3;
  private static final int NEAREST = 100;
  private static final int NAMES = 3;

  @Param("10000")
  int chunks;

  private GraphSnapshot graph;
  private Questions<Seeds> questions;

  @Setup
  public void load() {
    SyntheticCorpus corpus = SyntheticCorpus.of(chunks);
    graph = SyntheticGraph.of(corpus);
    questions = Questions.of(corpus, question -> seeds(corpus, question));
  }

  @Benchmark
  public Object walk() {
    Seeds seeds = questions.next();
    ForwardPush walk = new ForwardPush(graph, DAMPING, EPSILON);
    walk.walk(seeds.passages(), seeds.entities());
    return walk.reached();
  }

  /// The chunks of a topic lie beside each other and every third of them is taken as near.
  private Seeds seeds(SyntheticCorpus corpus, SyntheticQuestion question) {
    Map<Integer, Double> passages = new HashMap<>();
    for (int i = 0; i < NEAREST; i++) {
      int chunk = (question.target() + NAMES * i) % corpus.chunks();
      double dense = 1 - (double) i / NEAREST;
      passages.put(
          graph.passage(corpus.chunk(chunk).id()), DENSE_SEED * Math.pow(dense, DENSE_POWER));
    }
    Map<Integer, Double> entities = new HashMap<>();
    corpus.chunk(question.target()).lines().stream()
        .flatMap(line -> line.names().stream())
        .map(SyntheticName::entity)
        .map(entity -> graph.entity(new EntityId(entity)))
        .filter(graph::known)
        .limit(NAMES)
        .forEach(entity -> entities.put(entity, 1.0 / graph.frequency(entity)));
    return new Seeds(passages, scaled(entities));
  }

  private static Map<Integer, Double> scaled(Map<Integer, Double> entities) {
    double rarest = entities.values().stream().mapToDouble(it -> it).max().orElse(1);
    entities.replaceAll((entity, share) -> share / rarest);
    return entities;
  }

  private record Seeds(Map<Integer, Double> passages, Map<Integer, Double> entities) {}
}
