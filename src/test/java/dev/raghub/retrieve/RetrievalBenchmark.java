package dev.raghub.retrieve;

import dev.raghub.bench.Questions;
import dev.raghub.bench.SyntheticQuestion;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// A whole retrieval: the legs beside each other, then the ranking. Without the question's vector,
/// and without PostgreSQL, which is asked for the revision before and for the passages' text after.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class RetrievalBenchmark {
  @Param("10000")
  int chunks;

  @Param("1000000")
  int vectors;

  private SyntheticSearch search;
  private Questions<SyntheticQuestion> questions;

  @Setup
  public void open() {
    search = new SyntheticSearch(chunks, vectors, 0);
    questions = Questions.of(search.corpus(), Function.identity());
  }

  @TearDown
  public void close() {
    search.close();
  }

  @Benchmark
  public Object retrieve() {
    return search.ranking(search.asked(questions.next())).ranked();
  }
}
