package dev.raghub.model;

import dev.raghub.bench.Questions;
import dev.raghub.bench.SyntheticCorpus;
import dev.raghub.bench.SyntheticQuestion;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// One question embedded: what everything else is compared with.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class EmbedderBenchmark {
  private static final int CHUNKS = 1_000;

  private final BgeSmallEmbedder embedder = new BgeSmallEmbedder();
  private final Questions<String> questions =
      Questions.of(SyntheticCorpus.of(CHUNKS), SyntheticQuestion::text);

  @Benchmark
  public Object question() {
    return embedder.question(questions.next());
  }
}
