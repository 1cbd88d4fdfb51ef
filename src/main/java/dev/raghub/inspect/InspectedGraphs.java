package dev.raghub.inspect;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.graph.EntityAddress;
import dev.raghub.graph.GraphSnapshot;
import dev.raghub.graph.Graphs;
import dev.raghub.index.Indexes;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;

/// The graph that an inspection looks at, with what was committed before it was asked for.
@ApplicationScoped
public class InspectedGraphs {
  private final Indexes indexes;
  private final Graphs graphs;

  InspectedGraphs(Indexes indexes, Graphs graphs) {
    this.indexes = indexes;
    this.graphs = graphs;
  }

  /// The graph as questions see it.
  public GraphSnapshot of(Workspace workspace) {
    return of(workspace, false);
  }

  /// @param hidden whether the relations that persons hid are in it
  public GraphSnapshot of(Workspace workspace, boolean hidden) {
    indexes.refresh(workspace);
    return hidden ? graphs.withHidden(workspace) : graphs.of(workspace);
  }

  /// The number of an entity; ENTITY_NOT_FOUND where no passage is, bears or mentions it.
  ///
  /// @param field what refusals call it
  public static int entity(GraphSnapshot graph, String field, EntityAddress address) {
    int found = graph.entity(address.id());
    if (found < 0) {
      throw new RaghubException(
          ErrorCode.ENTITY_NOT_FOUND,
          "%s is not in the graph: no passage is, bears or mentions it".formatted(field));
    }
    return found;
  }
}
