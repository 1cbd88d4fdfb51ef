package dev.raghub.retrieve;

import dev.raghub.answer.Ranking;
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

/// The ranking over the graph, of what BM25 and the vectors have really found.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class RankingBenchmark {
  @Param("10000")
  int chunks;

  @Param("1000000")
  int vectors;

  private SyntheticSearch search;
  private Questions<Asked> questions;

  @Setup
  public void open() {
    search = new SyntheticSearch(chunks, vectors, edits());
    questions = search.questions(search::asked);
  }

  /// Items that changed since the graph was loaded.
  int edits() {
    return 0;
  }

  @TearDown
  public void close() {
    search.close();
  }

  /// All of it.
  @Benchmark
  public Object ranked() {
    return search.order(questions.next(), Ranking.GRAPH);
  }

  /// The names of the question and the walk, without hops.
  @Benchmark
  public Object walked() {
    return search.order(questions.next(), Ranking.WALK);
  }
}
