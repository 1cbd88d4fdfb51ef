package dev.raghub.graph;

import dev.raghub.corpus.ChunkId;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jgrapht.GraphType;
import org.jgrapht.graph.AbstractGraph;
import org.jgrapht.graph.DefaultGraphType;
import org.jspecify.annotations.Nullable;

/// A snapshot as a JGraphT graph, read-only and without a copy, for JGraphT's inspection algorithms
/// and exporters. Undirected: a passage `p` is the vertex `p`, an entity `e` the vertex `passages +
/// e`; an edge joins them where the passage mentions or owns the entity. Ranking does not go this
/// way: over JGraphT's interfaces a walk takes a hundred times longer.
public final class SnapshotGraph extends AbstractGraph<Integer, SnapshotGraph.Mention> {
  private final GraphSnapshot graph;

  public SnapshotGraph(GraphSnapshot graph) {
    this.graph = graph;
  }

  /// An edge.
  ///
  /// @param owns whether the passage is that entity, or is called so
  public record Mention(int passage, int entity, boolean owns) {}

  /// Whether a vertex is a passage.
  public boolean isPassage(int vertex) {
    return vertex < graph.passages();
  }

  /// The chunk of a vertex that is a passage.
  public ChunkId chunk(int vertex) {
    return graph.chunk(vertex);
  }

  /// The entity of a vertex that is none.
  public EntityId entity(int vertex) {
    return graph.entityId(number(vertex));
  }

  /// Whether a vertex that is an entity is a row.
  public boolean isRow(int vertex) {
    return graph.isRow(number(vertex));
  }

  /// Whether a person pinned it.
  public boolean pinned(Mention edge) {
    return graph.pinned(edge.passage(), edge.entity());
  }

  /// The other end of an edge.
  public int other(Mention edge, int vertex) {
    return isPassage(vertex) ? vertex(edge.entity()) : edge.passage();
  }

  /// The vertex of an entity.
  public int vertex(int entity) {
    return graph.passages() + entity;
  }

  @Override
  public Set<Integer> vertexSet() {
    return new Lazy<>(
        () -> IntStream.range(0, graph.passages() + graph.entities()).filter(this::isHere).boxed());
  }

  @Override
  public Set<Mention> edgeSet() {
    return new Lazy<>(
        () ->
            IntStream.range(0, graph.passages())
                .filter(graph::living)
                .boxed()
                .flatMap(passage -> edgesOf(passage).stream()));
  }

  @Override
  public Set<Mention> edgesOf(Integer vertex) {
    Set<Mention> edges = new LinkedHashSet<>();
    if (isPassage(vertex)) {
      int[] last = {-1};
      graph.mentions(
          vertex,
          (entity, sentence) -> {
            if (entity != last[0]) {
              edges.add(new Mention(vertex, entity, sentence == GraphSnapshot.OWN));
            }
            last[0] = entity;
          });
    } else {
      int entity = number(vertex);
      graph.passages(entity, (passage, owns) -> edges.add(new Mention(passage, entity, owns)));
    }
    return edges;
  }

  @Override
  public Set<Mention> incomingEdgesOf(Integer vertex) {
    return edgesOf(vertex);
  }

  @Override
  public Set<Mention> outgoingEdgesOf(Integer vertex) {
    return edgesOf(vertex);
  }

  @Override
  public int degreeOf(Integer vertex) {
    return edgesOf(vertex).size();
  }

  @Override
  public int inDegreeOf(Integer vertex) {
    return degreeOf(vertex);
  }

  @Override
  public int outDegreeOf(Integer vertex) {
    return degreeOf(vertex);
  }

  @Override
  public Set<Mention> getAllEdges(Integer one, Integer other) {
    Set<Mention> edges = new LinkedHashSet<>(edgesOf(one));
    edges.removeIf(edge -> other(edge, one) != other);
    return edges;
  }

  @Override
  public @Nullable Mention getEdge(Integer one, Integer other) {
    return getAllEdges(one, other).stream().findFirst().orElse(null);
  }

  @Override
  public boolean containsEdge(Mention edge) {
    return edgesOf(edge.passage()).contains(edge);
  }

  @Override
  public boolean containsVertex(Integer vertex) {
    return vertex >= 0 && vertex < graph.passages() + graph.entities() && isHere(vertex);
  }

  @Override
  public Integer getEdgeSource(Mention edge) {
    return edge.passage();
  }

  @Override
  public Integer getEdgeTarget(Mention edge) {
    return vertex(edge.entity());
  }

  @Override
  public double getEdgeWeight(Mention edge) {
    return 1;
  }

  @Override
  public GraphType getType() {
    return DefaultGraphType.simple().asUnmodifiable();
  }

  @Override
  public @Nullable Supplier<Integer> getVertexSupplier() {
    return null;
  }

  @Override
  public @Nullable Supplier<Mention> getEdgeSupplier() {
    return null;
  }

  @Override
  public Mention addEdge(Integer one, Integer other) {
    throw readOnly();
  }

  @Override
  public boolean addEdge(Integer one, Integer other, Mention edge) {
    throw readOnly();
  }

  @Override
  public Integer addVertex() {
    throw readOnly();
  }

  @Override
  public boolean addVertex(Integer vertex) {
    throw readOnly();
  }

  @Override
  public Mention removeEdge(Integer one, Integer other) {
    throw readOnly();
  }

  @Override
  public boolean removeEdge(Mention edge) {
    throw readOnly();
  }

  @Override
  public boolean removeVertex(Integer vertex) {
    throw readOnly();
  }

  @Override
  public void setEdgeWeight(Mention edge, double weight) {
    throw readOnly();
  }

  private boolean isHere(int vertex) {
    return isPassage(vertex) ? graph.living(vertex) : graph.frequency(number(vertex)) > 0;
  }

  private int number(int vertex) {
    return isPassage(vertex) ? vertex : vertex - graph.passages();
  }

  private static IllegalStateException readOnly() {
    return new IllegalStateException("a snapshot cannot be changed");
  }

  /// A set that is walked rather than held.
  private static final class Lazy<T> extends AbstractSet<T> {
    private final Supplier<Stream<T>> elements;

    private Lazy(Supplier<Stream<T>> elements) {
      this.elements = elements;
    }

    @Override
    public Iterator<T> iterator() {
      return elements.get().iterator();
    }

    @Override
    public int size() {
      return (int) elements.get().count();
    }
  }
}
