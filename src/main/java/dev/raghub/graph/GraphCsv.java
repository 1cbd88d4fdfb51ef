package dev.raghub.graph;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jgrapht.nio.Attribute;
import org.jgrapht.nio.DefaultAttribute;

/// An edge a line, as RFC 4180 has it. The numbers tell nodes apart that are called the same; they
/// are those of the other formats.
final class GraphCsv {
  private static final List<String> HEADER =
      List.of("passage", "passage_label", "entity", "entity_kind", "entity_label", "owns");

  private GraphCsv() {}

  static void write(GraphPart part, IntFunction<Map<String, Attribute>> nodes, Writer out) {
    try {
      line(out, HEADER.stream());
      for (SnapshotGraph.Mention edge : part.nodes().edgeSet()) {
        int entity = part.whole().vertex(edge.entity());
        line(
            out,
            Stream.of(
                String.valueOf(edge.passage()),
                text(nodes.apply(edge.passage()), GraphExport.LABEL),
                String.valueOf(entity),
                text(nodes.apply(entity), GraphExport.KIND),
                text(nodes.apply(entity), GraphExport.LABEL),
                String.valueOf(edge.owns())));
      }
    } catch (IOException closed) {
      throw new RaghubException(
          ErrorCode.INTERNAL, "the export cannot be written: nobody reads it any more", closed);
    }
  }

  private static void line(Writer out, Stream<String> cells) throws IOException {
    out.write(cells.map(GraphCsv::cell).collect(Collectors.joining(",")));
    out.write("\r\n");
  }

  private static String cell(String text) {
    boolean plain =
        text.chars().noneMatch(it -> it == ',' || it == '"' || it == '\n' || it == '\r');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  private static String text(Map<String, Attribute> attributes, String name) {
    return attributes.getOrDefault(name, DefaultAttribute.NULL).getValue();
  }
}
