package dev.raghub.graph;

import dev.raghub.bench.SyntheticCorpus;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// One edited item applied to a graph in memory.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class GraphDeltaBenchmark {
  private static final int EDITS = 64;
  private static final int EARLIER = 999;

  @Param("10000")
  int chunks;

  private GraphSnapshot loaded;
  private GraphSnapshot edited;
  private List<Map<Long, List<GraphPassage>>> edits;
  private int next;

  @Setup
  public void load() {
    SyntheticCorpus corpus = SyntheticCorpus.of(chunks);
    loaded = SyntheticGraph.of(corpus);
    edited = SyntheticGraph.edited(loaded, corpus, EARLIER);
    SyntheticCorpus after = corpus.edited();
    edits =
        IntStream.range(0, EDITS)
            .map(i -> corpus.items() / EDITS * i + i)
            .mapToObj(item -> SyntheticGraph.edit(after, item))
            .toList();
  }

  /// The first edit since the graph was loaded.
  @Benchmark
  public Object first() {
    return SyntheticGraph.with(loaded, edit());
  }

  /// The thousandth.
  @Benchmark
  public Object thousandth() {
    return SyntheticGraph.with(edited, edit());
  }

  private Map<Long, List<GraphPassage>> edit() {
    next = (next + 1) % EDITS;
    return edits.get(next);
  }
}
