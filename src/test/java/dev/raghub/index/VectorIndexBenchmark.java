package dev.raghub.index;

import dev.raghub.bench.Questions;
import dev.raghub.bench.SyntheticCorpus;
import dev.raghub.bench.SyntheticQuestion;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// The hundred chunks that are nearest to a question: all compared up to
/// [IndexSettings#exactVectors], by HNSW beyond.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class VectorIndexBenchmark {
  private static final int DEPTH = 100;

  @Param("10000")
  int chunks;

  @Param("1000000")
  int vectors;

  private SyntheticVectorIndex index;
  private Questions<float[]> questions;

  @Setup
  public void open() {
    SyntheticCorpus corpus = SyntheticCorpus.of(chunks);
    index = SyntheticVectorIndex.open(corpus, vectors);
    questions = Questions.of(corpus, SyntheticQuestion::vector);
  }

  @TearDown
  public void close() {
    index.close();
  }

  @Benchmark
  public Object nearest() {
    return index.nearest(questions.next(), DEPTH);
  }
}
