package dev.raghub.graph;

import java.util.stream.IntStream;

/// How large a workspace's graph is and how it hangs together.
///
/// @param revision of the workspace that this is
/// @param rows entities that are rows
/// @param names entities that are names, whether or not a row bears them
/// @param edges pairs of a passage and an entity that it mentions or owns
/// @param hubs entities in so many passages that they pass no mass on; see [ForwardPush#hubLimit]
/// @param components parts between which no edge leads
/// @param largestComponent passages and entities of the largest part
/// @param bytes what the graph takes in memory
/// @param bytesPer100kNodes the same for 100,000 passages and entities
public record GraphStatistics(
    long revision,
    int passages,
    int rows,
    int names,
    long edges,
    int hubs,
    int components,
    int largestComponent,
    long bytes,
    long bytesPer100kNodes) {
  private static final long NODES = 100_000;

  /// Walks the whole graph.
  public static GraphStatistics of(GraphSnapshot graph) {
    int[] components = NodeLabels.of(graph).sizes();
    int[] entities =
        IntStream.range(0, graph.entities()).filter(it -> graph.frequency(it) > 0).toArray();
    int rows = (int) IntStream.of(entities).filter(graph::isRow).count();
    int limit = ForwardPush.hubLimit(graph);
    return new GraphStatistics(
        graph.revision(),
        graph.size(),
        rows,
        entities.length - rows,
        IntStream.of(entities).mapToLong(graph::frequency).sum(),
        (int) IntStream.of(entities).filter(it -> graph.frequency(it) > limit).count(),
        components.length,
        IntStream.of(components).max().orElse(0),
        graph.bytes(),
        NODES * graph.bytes() / Math.max(1, graph.size() + entities.length));
  }
}
