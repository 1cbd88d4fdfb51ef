package dev.raghub.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/// The keys of a JSON document as paths, in order: `systems.graph.ms.p50`.
final class KeyTree {
  private KeyTree() {}

  static List<String> of(String json) {
    try {
      return of(new ObjectMapper().readTree(json));
    } catch (IOException none) {
      throw new UncheckedIOException(json, none);
    }
  }

  static List<String> of(JsonNode node) {
    List<String> keys = new ArrayList<>();
    node.properties()
        .forEach(
            field -> {
              List<String> below = of(field.getValue());
              if (below.isEmpty()) {
                keys.add(field.getKey());
              }
              below.forEach(key -> keys.add(field.getKey() + "." + key));
            });
    return keys;
  }
}
