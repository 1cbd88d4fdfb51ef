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

/// BM25: the hundred best passages of a question, and what its terms weigh.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class TextIndexBenchmark {
  private static final int DEPTH = 100;

  @Param("10000")
  int chunks;

  private SyntheticTextIndex index;
  private Questions<String> questions;

  @Setup
  public void open() {
    SyntheticCorpus corpus = SyntheticCorpus.of(chunks);
    index = SyntheticTextIndex.open(corpus);
    questions = Questions.of(corpus, SyntheticQuestion::text);
  }

  @TearDown
  public void close() {
    index.close();
  }

  @Benchmark
  public Object passages() {
    return index.passages(questions.next(), DEPTH);
  }

  @Benchmark
  public Object weights() {
    return index.weights(questions.next());
  }
}
