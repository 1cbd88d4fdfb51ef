package dev.raghub.retrieve;

import dev.raghub.bench.Questions;
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

/// A whole retrieval: the legs beside each other, the ranking, the passages with their notes.
/// Without the question's vector, and without the ways to PostgreSQL, which is asked for the
/// revision before and for the passages' text after.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class RetrievalBenchmark {
  @Param("10000")
  int chunks;

  @Param("1000000")
  int vectors;

  private SyntheticSearch search;
  private Questions<String> questions;

  @Setup
  public void open() {
    search = new SyntheticSearch(chunks, vectors, 0);
    questions = search.questions(Function.identity());
  }

  @TearDown
  public void close() {
    search.close();
  }

  @Benchmark
  public Object retrieve() {
    return search.retrieve(questions.next());
  }
}
