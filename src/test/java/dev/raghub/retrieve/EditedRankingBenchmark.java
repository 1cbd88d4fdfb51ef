package dev.raghub.retrieve;

import dev.raghub.bench.Questions;
import dev.raghub.retrieve.SyntheticSearch.Asked;
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

/// The same ranking over a graph in which a thousand items have changed since it was loaded.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class EditedRankingBenchmark {
  private static final int EDITS = 1_000;

  @Param("10000")
  int chunks;

  @Param("1000000")
  int vectors;

  private SyntheticSearch search;
  private Questions<Asked> questions;

  @Setup
  public void open() {
    search = new SyntheticSearch(chunks, vectors, EDITS);
    questions = Questions.of(search.corpus(), search::asked);
  }

  @TearDown
  public void close() {
    search.close();
  }

  @Benchmark
  public Object ranked() {
    return search.ranking(questions.next()).ranked();
  }
}
