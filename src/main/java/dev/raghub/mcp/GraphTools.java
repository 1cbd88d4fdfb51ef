package dev.raghub.mcp;

import dev.raghub.corpus.ChunkId;
import dev.raghub.corpus.CitedChunk;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.graph.GraphSnapshot;
import dev.raghub.graph.ShortestWay;
import dev.raghub.graph.SnapshotGraph;
import dev.raghub.workspace.Workspace;
import io.quarkiverse.mcp.server.Tool;
import io.quarkiverse.mcp.server.ToolArg;
import io.quarkiverse.mcp.server.ToolResponse;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Tools that walk the graph of rows, names and the passages that mention them.
@ApplicationScoped
@RunOnVirtualThread
public class GraphTools {
  private static final String ENTITY =
      "a name such as Ida Blom, or a row or document as source:key, such as incident:8";
  private static final int PASSAGES = 5;

  /// Of a name that occurs everywhere, so many passages are looked at for its neighbours.
  private static final int MAX_PASSAGES = 500;

  private static final int MAX_NEIGHBOURS = 100;
  private static final int MAX_STEPS = 12;

  private final ToolCalls calls;
  private final Nodes nodes;

  GraphTools(ToolCalls calls, Nodes nodes) {
    this.calls = calls;
    this.nodes = nodes;
  }

  @Tool(
      name = "get_entity",
      description =
          "What a name or row is: which rows bear it, what else it is called, where it is mentioned.",
      annotations = @Tool.Annotations(readOnlyHint = true, openWorldHint = false))
  ToolResponse getEntity(
      @ToolArg(description = ENTITY) String entity,
      @ToolArg(description = QuestionTools.WORKSPACE) Optional<String> workspace) {
    return calls.inWhole(workspace, "get_entity", inside -> described(inside, entity));
  }

  private String described(Workspace workspace, String reference) {
    GraphSnapshot graph = nodes.graph(workspace);
    int entity = nodes.entity(graph, "entity", reference);
    SnapshotGraph view = new SnapshotGraph(graph);
    int vertex = view.vertex(entity);
    Set<Integer> own = new LinkedHashSet<>();
    Set<Integer> mentioning = new LinkedHashSet<>();
    graph.passages(entity, (passage, owns) -> (owns ? own : mentioning).add(passage));
    Set<Integer> alias = new LinkedHashSet<>();
    own.forEach(
        passage ->
            graph.mentions(
                passage,
                (other, sentence) -> {
                  if (sentence == GraphSnapshot.OWN && other != entity) {
                    alias.add(view.vertex(other));
                  }
                }));
    Set<Integer> all = new LinkedHashSet<>(alias);
    all.add(vertex);
    Map<Integer, String> labels = nodes.labels(workspace, view, all);
    List<String> lines = new ArrayList<>();
    lines.add("%s (%s)".formatted(labels.get(vertex), view.isRow(vertex) ? "row" : "name"));
    if (!alias.isEmpty()) {
      lines.add(
          "also: "
              + alias.stream()
                  .map(labels::get)
                  .distinct()
                  .sorted()
                  .collect(Collectors.joining("; ")));
    }
    lines.addAll(quoted(workspace, view, "is", own));
    lines.addAll(quoted(workspace, view, "is mentioned in", mentioning));
    return String.join("\n", lines);
  }

  private List<String> quoted(
      Workspace workspace, SnapshotGraph view, String how, Set<Integer> passages) {
    if (passages.isEmpty()) {
      return List.of();
    }
    List<ChunkId> shown = passages.stream().limit(PASSAGES).map(view::chunk).toList();
    Map<ChunkId, CitedChunk> texts = nodes.texts(workspace, shown);
    List<String> lines = new ArrayList<>();
    lines.add("%s %d passage(s):".formatted(how, passages.size()));
    for (ChunkId chunk : shown) {
      Optional.ofNullable(texts.get(chunk))
          .ifPresent(
              text ->
                  lines.add(
                      "- %s v%d %s: %s"
                          .formatted(
                              text.label(),
                              text.version(),
                              text.title(),
                              text.chunk().text().replace('\n', ' '))));
    }
    return lines;
  }

  @Tool(
      name = "neighbours",
      description =
          "The names and rows that are mentioned together with a name or row, most often first, with a passage for each.",
      annotations = @Tool.Annotations(readOnlyHint = true, openWorldHint = false))
  ToolResponse neighbours(
      @ToolArg(description = ENTITY) String entity,
      @ToolArg(description = "how many at most, 1 to 100", defaultValue = "20") int limit,
      @ToolArg(description = QuestionTools.WORKSPACE) Optional<String> workspace) {
    return calls.inWhole(workspace, "neighbours", inside -> around(inside, entity, limit));
  }

  private String around(Workspace workspace, String reference, int limit) {
    bounded("limit", limit, MAX_NEIGHBOURS);
    GraphSnapshot graph = nodes.graph(workspace);
    SnapshotGraph view = new SnapshotGraph(graph);
    int vertex = view.vertex(nodes.entity(graph, "entity", reference));
    Map<Integer, Shared> shared = new LinkedHashMap<>();
    view.edgesOf(vertex).stream()
        .map(SnapshotGraph.Mention::passage)
        .limit(MAX_PASSAGES)
        .forEach(passage -> count(view, vertex, passage, shared));
    List<Map.Entry<Integer, Shared>> best =
        shared.entrySet().stream()
            .sorted(
                Comparator.comparingInt(
                        (Map.Entry<Integer, Shared> entry) -> -entry.getValue().passages())
                    .thenComparing(Map.Entry::getKey))
            .limit(limit)
            .toList();
    Set<Integer> shown = new LinkedHashSet<>();
    for (Map.Entry<Integer, Shared> entry : best) {
      shown.add(entry.getKey());
      shown.add(entry.getValue().first());
    }
    Map<Integer, String> labels = nodes.labels(workspace, view, shown);
    return best.isEmpty()
        ? "It is mentioned with nothing else."
        : best.stream()
            .map(entry -> neighbour(view, entry.getKey(), entry.getValue(), labels))
            .collect(Collectors.joining("\n"));
  }

  private static String neighbour(
      SnapshotGraph view, int other, Shared shared, Map<Integer, String> labels) {
    return "- %s (%s), %d passage(s), such as %s"
        .formatted(
            labels.get(other),
            view.isRow(other) ? "row" : "name",
            shared.passages(),
            labels.get(shared.first()));
  }

  /// How many passages two entities share, and one of them.
  private record Shared(int passages, int first) {
    Shared plus(Shared other) {
      return new Shared(passages + other.passages(), first);
    }
  }

  private static void count(
      SnapshotGraph view, int vertex, int passage, Map<Integer, Shared> shared) {
    for (SnapshotGraph.Mention edge : view.edgesOf(passage)) {
      int other = view.vertex(edge.entity());
      if (other != vertex) {
        shared.merge(other, new Shared(1, passage), Shared::plus);
      }
    }
  }

  @Tool(
      name = "path",
      description =
          "The shortest way from one name or row to another, over the passages that mention two of them.",
      annotations = @Tool.Annotations(readOnlyHint = true, openWorldHint = false))
  ToolResponse path(
      @ToolArg(description = ENTITY) String from,
      @ToolArg(description = ENTITY) String to,
      @ToolArg(description = "passages on the way at most, 1 to 12", defaultValue = "4")
          int maxSteps,
      @ToolArg(description = QuestionTools.WORKSPACE) Optional<String> workspace) {
    return calls.inWhole(workspace, "path", inside -> way(inside, from, to, maxSteps));
  }

  private String way(Workspace workspace, String from, String to, int maxSteps) {
    bounded("maxSteps", maxSteps, MAX_STEPS);
    GraphSnapshot graph = nodes.graph(workspace);
    SnapshotGraph view = new SnapshotGraph(graph);
    // A passage is two edges: one to it and one from it.
    List<Integer> way =
        ShortestWay.between(
            view,
            view.vertex(nodes.entity(graph, "from", from)),
            view.vertex(nodes.entity(graph, "to", to)),
            2 * maxSteps);
    if (way.isEmpty()) {
      return "There is no way over %d passage(s) or fewer.".formatted(maxSteps);
    }
    Map<Integer, String> labels = nodes.labels(workspace, view, way);
    Map<ChunkId, CitedChunk> texts =
        nodes.texts(workspace, way.stream().filter(view::isPassage).map(view::chunk).toList());
    return way.stream()
        .map(
            vertex ->
                view.isPassage(vertex)
                    ? "  in "
                        + labels.get(vertex)
                        + Optional.ofNullable(texts.get(view.chunk(vertex)))
                            .map(text -> ": " + text.chunk().text().replace('\n', ' '))
                            .orElse("")
                    : labels.get(vertex))
        .collect(Collectors.joining("\n"));
  }

  private static void bounded(String name, int value, int max) {
    if (value < 1 || value > max) {
      throw new RaghubException(
          ErrorCode.INVALID_REQUEST, "'%s' is %d; expected 1 to %d".formatted(name, value, max));
    }
  }
}
