package dev.raghub.graph;

import dev.raghub.bench.BenchFolder;
import dev.raghub.bench.SyntheticCorpus;

/// What a graph takes in memory: by its own account, and as the heap grows by it. G1 gives large
/// arrays whole regions, so that the heap grows by more than is in them.
public final class SyntheticGraphMemory {
  private static final double NODES = 100_000;

  private SyntheticGraphMemory() {}

  /// Notes both.
  public static void note(SyntheticCorpus corpus) {
    // What the corpus itself keeps is there before.
    corpus.fingerprint();
    long before = used();
    GraphSnapshot graph = SyntheticGraph.of(corpus);
    long grown = used() - before;
    double nodes = graph.passages() + graph.entities();
    BenchFolder.note(corpus.chunks(), "graph passages", graph.passages(), "");
    BenchFolder.note(corpus.chunks(), "graph entities", graph.entities(), "");
    BenchFolder.note(corpus.chunks(), "graph bytes()", graph.bytes(), "bytes");
    BenchFolder.note(
        corpus.chunks(), "graph bytes() per 100,000 nodes", graph.bytes() * NODES / nodes, "bytes");
    BenchFolder.note(corpus.chunks(), "graph heap growth", grown, "bytes");
    BenchFolder.note(
        corpus.chunks(), "graph heap growth / bytes()", (double) grown / graph.bytes(), "");
    BenchFolder.note(corpus.chunks(), "entities that are hubs", hubs(graph), "");
  }

  private static long hubs(GraphSnapshot graph) {
    int limit = ForwardPush.hubLimit(graph);
    return java.util.stream.IntStream.range(0, graph.entities())
        .filter(entity -> graph.frequency(entity) > limit)
        .count();
  }

  private static long used() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
