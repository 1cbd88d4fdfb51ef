package dev.raghub.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.raghub.GatewayServers;
import dev.raghub.TestWorkspaces;
import dev.raghub.corpus.ItemId;
import dev.raghub.document.Document;
import dev.raghub.graph.GraphExport.Format;
import dev.raghub.ingest.Preparation;
import dev.raghub.merge.PostgresMerge;
import dev.raghub.workspace.PostgresWorkspaces;
import dev.raghub.workspace.Workspace;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jgrapht.Graph;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.SimpleGraph;
import org.jgrapht.nio.graphml.GraphMLImporter;
import org.jgrapht.util.SupplierUtil;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/// Every format, read back by a reader that is not the writer.
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
class GraphExportIT {
  /// What a row may be called, and what no format may choke on.
  private static final List<String> TITLES =
      List.of(
          "He said \"no\", she 'yes'",
          "two\nlines\r\nand\ta tab",
          "<script>alert(1)</script> & ]]> &amp;",
          "The 🦊 team 👩‍👩‍👧‍👦 in 東京, مرحبا",
          "back\\slash; semi,colon",
          "  blanks around  ",
          "a bell\u0007, an escape\u001b and \ufffe",
          "=cmd|'/c calc'!A1");

  @Inject PostgresWorkspaces workspaces;
  @Inject PostgresMerge merge;
  @Inject Preparation preparation;
  @Inject Graphs graphs;
  @Inject GraphExport export;

  private Workspace workspace;
  private SnapshotGraph graph;

  @BeforeEach
  void putRows() {
    workspace = TestWorkspaces.fresh(workspaces, "export");
    merge.merge(
        workspace,
        IntStream.range(0, TITLES.size()).mapToObj(row -> preparation.prepare(row(row))).toList(),
        OptionalLong.empty());
    graph = new SnapshotGraph(graphs.of(workspace));
  }

  @Test
  void writesGraphmlThatJgraphtReads() {
    Map<String, Map<String, String>> nodes = new HashMap<>();
    GraphMLImporter<String, DefaultEdge> importer = new GraphMLImporter<>();
    importer.addVertexAttributeConsumer(
        (attribute, value) ->
            nodes
                .computeIfAbsent(attribute.getFirst(), id -> new HashMap<>())
                .put(attribute.getSecond(), value.getValue()));
    importer.setVertexFactory(id -> id);
    Graph<String, DefaultEdge> read = empty();
    importer.importGraph(read, new StringReader(written(Format.GRAPHML)));

    assertThat(read.vertexSet()).hasSize(graph.vertexSet().size());
    assertThat(read.edgeSet()).hasSize(graph.edgeSet().size());
    assertThat(nodes.values())
        .extracting(node -> node.get("kind"))
        .containsOnly("passage", "row", "name");
    assertThat(nodes.values())
        .filteredOn(node -> "row".equals(node.get("kind")))
        .extracting(node -> node.get("label"))
        .containsExactlyInAnyOrderElementsOf(readable());
  }

  @Test
  void writesGexfThatAnXmlParserReads() {
    Element root = parsed(written(Format.GEXF));

    assertThat(root.getElementsByTagName("edge").getLength()).isEqualTo(graph.edgeSet().size());
    List<Element> nodes = elements(root.getElementsByTagName("node"));
    assertThat(nodes).hasSize(graph.vertexSet().size());
    assertThat(nodes)
        .filteredOn(
            node ->
                elements(node.getElementsByTagName("attvalue"))
                    .getFirst()
                    .getAttribute("value")
                    .equals("row"))
        .extracting(node -> node.getAttribute("label"))
        .containsExactlyInAnyOrderElementsOf(readable());
  }

  @Test
  void writesJson() throws IOException {
    JsonNode read = new ObjectMapper().readTree(written(Format.JSON));

    assertThat(read.get("edges")).hasSize(graph.edgeSet().size());
    assertThat(read.get("nodes")).hasSize(graph.vertexSet().size());
    assertThat(read.get("nodes"))
        .filteredOn(node -> node.get("kind").asText().equals("row"))
        .extracting(node -> node.get("label").asText())
        .containsExactlyInAnyOrderElementsOf(TITLES);
  }

  @Test
  void writesCsvWithTheNumbersOfTheNodes() {
    List<List<String>> lines = CsvLines.of(written(Format.CSV));

    assertThat(lines.getFirst())
        .containsExactly(
            "passage", "passage_label", "entity", "entity_kind", "entity_label", "owns");
    assertThat(lines).hasSize(1 + graph.edgeSet().size());
    for (int row = 0; row < TITLES.size(); row++) {
      String passage = "rows:" + row + "#0";
      String title = TITLES.get(row);
      assertThat(lines)
          .filteredOn(line -> line.get(1).equals(passage) && line.get(3).equals("row"))
          .singleElement()
          .satisfies(line -> assertThat(line.get(4)).isEqualTo(title))
          .satisfies(line -> assertThat(line.get(5)).isEqualTo("true"));
    }
  }

  @Test
  void keepsRowsOfOneTitleApartInCsv() {
    merge.merge(
        workspace,
        IntStream.of(90, 91).mapToObj(key -> preparation.prepare(document(key, "Li Wei"))).toList(),
        OptionalLong.empty());
    graphs.refresh(workspace);
    graph = new SnapshotGraph(graphs.of(workspace));

    assertThat(CsvLines.of(written(Format.CSV)))
        .filteredOn(line -> line.get(4).equals("Li Wei") && line.get(3).equals("row"))
        .extracting(line -> line.get(2))
        .hasSize(2)
        .doesNotHaveDuplicates();
  }

  @Test
  void callsGoneWhatIsGoneFromPostgresMeanwhile() throws IOException {
    merge.remove(workspace, List.of(ItemId.of("rows", "0")));

    JsonNode nodes = new ObjectMapper().readTree(written(Format.JSON)).get("nodes");

    assertThat(nodes)
        .filteredOn(node -> node.get("label").asText().equals("gone"))
        .extracting(node -> node.get("kind").asText())
        .contains("passage", "row");
  }

  /// XML 1.0 has no control characters, not even escaped ones.
  private static List<String> readable() {
    return TITLES.stream()
        .map(title -> title.replaceAll("[\u0007\u001b\ufffe]", "\ufffd"))
        .toList();
  }

  private String written(Format format) {
    StringWriter out = new StringWriter();
    export.write(workspace, GraphPart.all(graph), format, out);
    return out.toString();
  }

  private static Graph<String, DefaultEdge> empty() {
    return new SimpleGraph<>(
        SupplierUtil.createStringSupplier(), SupplierUtil.createDefaultEdgeSupplier(), false);
  }

  private static Element parsed(String xml) {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(xml)))
          .getDocumentElement();
    } catch (ParserConfigurationException | SAXException | IOException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }

  private static List<Element> elements(NodeList list) {
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < list.getLength(); i++) {
      elements.add((Element) list.item(i));
    }
    return elements;
  }

  private static Document row(int number) {
    return document(number, TITLES.get(number));
  }

  private static Document document(int number, String title) {
    return new Document(
        "rows",
        Integer.toString(number),
        "row",
        title,
        List.of(),
        List.of(),
        "Minka was seen at the Blue Harbor.",
        List.of(),
        false);
  }
}
