package dev.raghub.mcp;

import dev.raghub.corpus.ChunkId;
import dev.raghub.corpus.CitedChunk;
import dev.raghub.corpus.ItemId;
import dev.raghub.corpus.PostgresCorpus;
import dev.raghub.extract.Words;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.graph.EntityId;
import dev.raghub.graph.GraphSnapshot;
import dev.raghub.graph.Graphs;
import dev.raghub.graph.PostgresEntityNames;
import dev.raghub.graph.SnapshotGraph;
import dev.raghub.index.Indexes;
import dev.raghub.rest.Body;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds nodes of the graph by what people call them, and says what nodes are called.
@ApplicationScoped
public class Nodes {
  private static final int MAX_REFERENCE = 1_200;

  private final Indexes indexes;
  private final Graphs graphs;
  private final PostgresCorpus corpus;
  private final PostgresEntityNames names;

  Nodes(Indexes indexes, Graphs graphs, PostgresCorpus corpus, PostgresEntityNames names) {
    this.indexes = indexes;
    this.graphs = graphs;
    this.corpus = corpus;
    this.names = names;
  }

  /// The workspace's graph as it is now.
  GraphSnapshot graph(Workspace workspace) {
    indexes.refresh(workspace);
    return graphs.of(workspace);
  }

  /// The number of an entity that is written as a row (`source:key`) or as a name. NOT_FOUND where
  /// there is neither.
  ///
  /// @param argument the tool's argument, for complaints
  int entity(GraphSnapshot graph, String argument, String reference) {
    String written = Body.line(argument, reference, MAX_REFERENCE);
    int colon = written.indexOf(':');
    int row =
        colon < 0
            ? -1
            : graph.entity(
                EntityId.ofRow(
                    ItemId.of(written.substring(0, colon), written.substring(colon + 1))));
    int found = row < 0 ? graph.entity(EntityId.ofName(Words.name(written))) : row;
    if (found < 0) {
      throw new RaghubException(
          ErrorCode.NOT_FOUND,
          "'%s' is neither a name nor a source:key of this workspace; find some with search"
              .formatted(argument));
    }
    return found;
  }

  /// What these vertices are called: `name`, `title (source:key)`, or for a passage the row it is
  /// of.
  Map<Integer, String> labels(
      Workspace workspace, SnapshotGraph view, Collection<Integer> vertices) {
    List<EntityId> entities = new ArrayList<>();
    List<ChunkId> chunks = new ArrayList<>();
    for (int vertex : vertices) {
      if (view.isPassage(vertex)) {
        chunks.add(view.chunk(vertex));
      } else {
        entities.add(view.entity(vertex));
      }
    }
    Map<EntityId, String> called = names.of(workspace, entities);
    Map<ChunkId, CitedChunk> texts = corpus.chunks(workspace, chunks);
    Map<Integer, String> labels = new HashMap<>();
    for (int vertex : vertices) {
      labels.put(
          vertex,
          view.isPassage(vertex)
              ? Optional.ofNullable(texts.get(view.chunk(vertex)))
                  .map(CitedChunk::label)
                  .orElse("gone")
              : called.getOrDefault(view.entity(vertex), "gone"));
    }
    return labels;
  }

  /// The passages' texts with what is cited of them.
  Map<ChunkId, CitedChunk> texts(Workspace workspace, Collection<ChunkId> chunks) {
    return corpus.chunks(workspace, chunks);
  }
}
