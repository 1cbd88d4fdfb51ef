package dev.raghub.graph;

import dev.raghub.corpus.ChunkId;
import dev.raghub.corpus.CitedChunk;
import dev.raghub.corpus.PostgresCorpus;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.Writer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jgrapht.nio.Attribute;
import org.jgrapht.nio.AttributeType;
import org.jgrapht.nio.DefaultAttribute;
import org.jgrapht.nio.GraphExporter;
import org.jgrapht.nio.gexf.GEXFAttributeType;
import org.jgrapht.nio.gexf.GEXFExporter;
import org.jgrapht.nio.graphml.GraphMLExporter;
import org.jgrapht.nio.json.JSONExporter;
import org.jspecify.annotations.Nullable;

/// Writes a part of a graph in a format that other tools read. Every node has a `kind` (`passage`,
/// `row`, `name`) and a label; their texts are read from PostgreSQL first.
@ApplicationScoped
public class GraphExport {
  static final String KIND = "kind";
  static final String LABEL = "label";

  /// What XML 1.0 cannot say, not even escaped; a name may hold it.
  private static final Pattern NO_XML =
      Pattern.compile("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]");

  private final PostgresCorpus corpus;
  private final PostgresEntityNames names;

  GraphExport(PostgresCorpus corpus, PostgresEntityNames names) {
    this.corpus = corpus;
    this.names = names;
  }

  /// What other tools read.
  public enum Format {
    GRAPHML,
    GEXF,
    JSON,
    CSV
  }

  public void write(Workspace workspace, GraphPart part, Format format, Writer out) {
    Map<Integer, Map<String, Attribute>> nodes = attributes(workspace, part);
    switch (format) {
      case GRAPHML -> graphml(nodes).exportGraph(part.nodes(), out);
      case GEXF -> gexf(nodes).exportGraph(part.nodes(), out);
      case JSON -> json(nodes).exportGraph(part.nodes(), out);
      case CSV -> GraphCsv.write(part, vertex -> nodes.getOrDefault(vertex, Map.of()), out);
    }
  }

  private static GraphExporter<Integer, SnapshotGraph.Mention> graphml(
      Map<Integer, Map<String, Attribute>> nodes) {
    GraphMLExporter<Integer, SnapshotGraph.Mention> exporter =
        new GraphMLExporter<>(String::valueOf);
    for (String name : List.of(KIND, LABEL)) {
      exporter.registerAttribute(
          name, GraphMLExporter.AttributeCategory.NODE, AttributeType.STRING);
    }
    exporter.setVertexAttributeProvider(vertex -> inXml(nodes, vertex));
    return exporter;
  }

  private static GraphExporter<Integer, SnapshotGraph.Mention> gexf(
      Map<Integer, Map<String, Attribute>> nodes) {
    GEXFExporter<Integer, SnapshotGraph.Mention> exporter =
        new GEXFExporter<>(String::valueOf, edge -> edge.passage() + "-" + edge.entity());
    exporter.registerAttribute(KIND, GEXFExporter.AttributeCategory.NODE, GEXFAttributeType.STRING);
    exporter.setVertexAttributeProvider(vertex -> inXml(nodes, vertex));
    return exporter;
  }

  private static GraphExporter<Integer, SnapshotGraph.Mention> json(
      Map<Integer, Map<String, Attribute>> nodes) {
    JSONExporter<Integer, SnapshotGraph.Mention> exporter = new JSONExporter<>(String::valueOf);
    exporter.setVertexAttributeProvider(nodes::get);
    return exporter;
  }

  private static Map<String, Attribute> inXml(
      Map<Integer, Map<String, Attribute>> nodes, int vertex) {
    Map<String, Attribute> attributes = new HashMap<>(nodes.getOrDefault(vertex, Map.of()));
    String label = NO_XML.matcher(label(nodes, vertex)).replaceAll("\uFFFD");
    attributes.put(LABEL, DefaultAttribute.createAttribute(label));
    return attributes;
  }

  private static String label(Map<Integer, Map<String, Attribute>> nodes, int vertex) {
    return nodes
        .getOrDefault(vertex, Map.of())
        .getOrDefault(LABEL, DefaultAttribute.NULL)
        .getValue();
  }

  private Map<Integer, Map<String, Attribute>> attributes(Workspace workspace, GraphPart part) {
    SnapshotGraph view = part.whole();
    List<ChunkId> chunks = new ArrayList<>();
    List<EntityId> entities = new ArrayList<>();
    for (int vertex : part.nodes().vertexSet()) {
      if (view.isPassage(vertex)) {
        chunks.add(view.chunk(vertex));
      } else {
        entities.add(view.entity(vertex));
      }
    }
    Map<ChunkId, CitedChunk> texts = corpus.chunks(workspace, chunks);
    Map<EntityId, String> called = names.of(workspace, entities);
    Map<Integer, Map<String, Attribute>> attributes = new HashMap<>();
    for (int vertex : part.nodes().vertexSet()) {
      attributes.put(
          vertex,
          view.isPassage(vertex)
              ? passage(texts.get(view.chunk(vertex)))
              : node(
                  view.isRow(vertex) ? "row" : "name",
                  called.getOrDefault(view.entity(vertex), "gone")));
    }
    return attributes;
  }

  private static Map<String, Attribute> passage(@Nullable CitedChunk text) {
    return node("passage", text == null ? "gone" : text.label() + "#" + text.chunk().ordinal());
  }

  private static Map<String, Attribute> node(String kind, String label) {
    return Map.of(
        KIND, DefaultAttribute.createAttribute(kind),
        LABEL, DefaultAttribute.createAttribute(label));
  }
}
