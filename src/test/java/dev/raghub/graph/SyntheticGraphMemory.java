package dev.raghub.graph;

import dev.raghub.bench.Figure;
import dev.raghub.bench.SyntheticCorpus;
import java.util.List;
import java.util.stream.IntStream;

/// What a graph takes in memory: by its own account, and as the heap grows by it. G1 gives large
/// arrays whole regions, so that the heap grows by more than is in them.
public final class SyntheticGraphMemory {
  private static final double NODES = 100_000;

  private SyntheticGraphMemory() {}

  public static List<Figure> figures(SyntheticCorpus corpus) {
    // What the corpus itself keeps is there before.
    corpus.fingerprint();
    int chunks = corpus.chunks();
    long before = used();
    GraphSnapshot graph = SyntheticGraph.of(corpus);
    long grown = used() - before;
    double nodes = graph.passages() + graph.entities();
    int limit = ForwardPush.hubLimit(graph);
    long hubs =
        IntStream.range(0, graph.entities())
            .filter(entity -> graph.frequency(entity) > limit)
            .count();
    return List.of(
        Figure.count(chunks, "graph passages", graph.passages()),
        Figure.count(chunks, "graph entities", graph.entities()),
        Figure.count(chunks, "graph hubs", (double) hubs),
        Figure.bytes(chunks, "graph, as it counts itself", (double) graph.bytes()),
        Figure.bytes(chunks, "graph on the heap", (double) grown),
        Figure.bytes(chunks, "graph on the heap per 100,000 nodes", grown * NODES / nodes));
  }

  private static long used() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
