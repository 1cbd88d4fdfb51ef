package dev.raghub.graph;

import dev.raghub.bench.SyntheticCorpus;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// A graph out of its passages, once these are read.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class GraphLoadBenchmark {
  @Param("10000")
  int chunks;

  private List<GraphPassage> passages;

  @Setup
  public void read() {
    passages = SyntheticGraph.passages(SyntheticCorpus.of(chunks)).toList();
  }

  @Benchmark
  public Object load() {
    return SyntheticGraph.load(passages.stream());
  }
}
