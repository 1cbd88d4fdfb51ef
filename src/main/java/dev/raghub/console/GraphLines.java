package dev.raghub.console;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What the gateway says of a graph as lines for people: an entry a line, a way with a line a step.
final class GraphLines {
  private GraphLines() {}

  /// @param list the field that is a list; empty where the answer is none
  static List<String> of(JsonNode answer, String list) {
    List<String> lines = new ArrayList<>();
    if (list.isEmpty()) {
      answer
          .properties()
          .forEach(field -> lines.add(field.getKey() + ": " + text(field.getValue())));
      return lines;
    }
    for (JsonNode entry : answer.path(list)) {
      if (entry.has("steps")) {
        lines.add(entity(entry.at("/steps/0/from")));
        entry.get("steps").forEach(step -> lines.addAll(step(step)));
      } else {
        lines.add(text(entry));
      }
    }
    return lines;
  }

  private static List<String> step(JsonNode step) {
    JsonNode over = step.path("over");
    List<String> lines = new ArrayList<>();
    lines.add(
        "  over %s:%s v%s#%s"
            .formatted(
                over.path("table").asText(over.path("source").asText()),
                over.path("key").asText(),
                over.path("version").asText(),
                over.path("passage").asText()));
    for (String end : List.of("from", "to")) {
      for (JsonNode said : over.path(end).path("sentences")) {
        lines.add("    " + said.path("text").asText());
      }
    }
    lines.add(entity(step.path("to")));
    return lines.stream().distinct().toList();
  }

  private static String entity(JsonNode found) {
    return found.path("title").asText() + " (" + address(found.path("entity")) + ")";
  }

  private static String address(JsonNode address) {
    return address.path("name").isTextual()
        ? address.path("name").asText()
        : address.path("source").asText() + ":" + address.path("key").asText();
  }

  private static String text(JsonNode value) {
    if (value.isObject() && (value.has("name") || value.has("key")) && value.size() <= 3) {
      return address(value);
    }
    if (!value.isObject()) {
      return value.isValueNode() ? value.asText() : value.toString();
    }
    List<String> parts = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : value.properties()) {
      if (!field.getValue().isNull()) {
        parts.add(
            field.getValue().isObject()
                ? text(field.getValue())
                : field.getKey() + "=" + text(field.getValue()));
      }
    }
    return String.join("  ", parts);
  }
}
