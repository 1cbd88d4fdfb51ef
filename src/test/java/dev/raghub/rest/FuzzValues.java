package dev.raghub.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Values for what an OpenAPI document describes: good ones, and ones that are wrong in many ways.
///
/// @param known real values by the name of a field or parameter
record FuzzValues(JsonNode document, Map<String, List<String>> known, Random random) {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int DEPTH = 6;

  private static final List<String> STRANGE =
      List.of(
          "",
          " ",
          "\0",
          "a\0b",
          "\t\r\n",
          "\u0001\u001f\u007f",
          "\ud800",
          "a\udc00",
          "\uFEFF\u200B\u202Eabc",
          "👩‍👩‍👧‍👦 員工 مكتب e\u0301",
          "null",
          "NaN",
          "-1",
          "0",
          "1e400",
          "9223372036854775808",
          "2147483648",
          "true",
          "../../../etc/passwd",
          "'; DROP TABLE source_item; --",
          "{{title}} ${jndi:x} {#each}",
          "*:* AND (\"",
          "%00%zz%",
          "<script>alert(1)</script>",
          "2027-02-30",
          "+999999999-12-31T00:00:00Z",
          "0000-01-01",
          "-9999-01-01",
          "00000000-0000-0000-0000-000000000000");

  /// A value that this schema allows, as far as the schema says so.
  JsonNode good(String name, JsonNode schema, int depth) {
    JsonNode at = resolve(schema);
    String type = type(at);
    if (known.containsKey(name) && type.equals("integer")) {
      return NODES.numberNode(Long.parseLong(pick(known.get(name))));
    }
    if (known.containsKey(name) && type.equals("string")) {
      return NODES.textNode(pick(known.get(name)));
    }
    if (at.has("enum")) {
      return at.get("enum").get(random.nextInt(at.get("enum").size()));
    }
    return switch (type) {
      case "object" -> object(at, depth);
      case "array" -> {
        ArrayNode all = NODES.arrayNode();
        for (int i = random.nextInt(4); i >= 0 && depth < DEPTH; i--) {
          all.add(good(name, at.path("items"), depth + 1));
        }
        yield all;
      }
      case "integer" -> NODES.numberNode(bounded(at));
      case "number" -> NODES.numberNode(Math.round(random.nextDouble() * 100) / 100.0);
      case "boolean" -> NODES.booleanNode(random.nextBoolean());
      default -> NODES.textNode(text(at));
    };
  }

  private ObjectNode object(JsonNode schema, int depth) {
    ObjectNode made = NODES.objectNode();
    List<String> required = schema.path("required").valueStream().map(JsonNode::asText).toList();
    schema
        .path("properties")
        .properties()
        .forEach(
            property -> {
              if (required.contains(property.getKey()) || random.nextInt(3) == 0) {
                made.set(
                    property.getKey(), good(property.getKey(), property.getValue(), depth + 1));
              }
            });
    if (schema.path("additionalProperties").isObject() && depth < DEPTH) {
      for (int i = random.nextInt(3); i >= 0; i--) {
        made.set(
            "fuzz-" + random.nextInt(50), good("", schema.get("additionalProperties"), depth + 1));
      }
    }
    return made;
  }

  /// A value that is wrong, or at the edge of what is right.
  JsonNode bad(JsonNode schema) {
    JsonNode at = resolve(schema);
    return switch (random.nextInt(14)) {
      case 0 -> NODES.nullNode();
      case 1 -> NODES.numberNode(random.nextBoolean() ? Long.MAX_VALUE : Integer.MIN_VALUE);
      case 2 -> NODES.numberNode(1.9);
      case 3 -> NODES.booleanNode(random.nextBoolean());
      case 4 -> NODES.arrayNode();
      case 5 -> NODES.arrayNode().add(NODES.nullNode()).add(NODES.objectNode());
      case 6 -> NODES.objectNode();
      case 7 -> NODES.objectNode().put("a", strange());
      case 8 -> NODES.textNode("x".repeat(1 << random.nextInt(17)));
      case 9 -> NODES.textNode("é".repeat(at.path("maxLength").asInt(200) + random.nextInt(2)));
      case 10 -> NODES.numberNode(at.path("minimum").asLong(0) - random.nextInt(2));
      case 11 -> NODES.numberNode(at.path("maximum").asLong(1000) + random.nextInt(2));
      case 12 -> many();
      default -> NODES.textNode(strange());
    };
  }

  private ArrayNode many() {
    ArrayNode all = NODES.arrayNode();
    for (int i = 1 << random.nextInt(12); i >= 0; i--) {
      all.add("a");
    }
    return all;
  }

  String strange() {
    return pick(STRANGE);
  }

  <T> T pick(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  private String text(JsonNode schema) {
    if (schema.path("examples").isArray() && random.nextInt(3) > 0) {
      return schema.get("examples").get(0).asText();
    }
    return switch (schema.path("format").asText()) {
      case "date-time" -> "2027-01-31T00:00:00Z";
      case "uuid" -> "123e4567-e89b-12d3-a456-426614174000";
      default ->
          pick(List.of("Lighthouse", "Who keeps the lighthouse?", "beacon of old", "a", "1"));
    };
  }

  private long bounded(JsonNode schema) {
    long from = schema.path("minimum").asLong(1);
    long to = schema.path("maximum").asLong(1000);
    return switch (random.nextInt(3)) {
      case 0 -> from;
      case 1 -> to;
      default -> from + random.nextInt((int) Math.min(1000, to - from + 1));
    };
  }

  JsonNode resolve(JsonNode schema) {
    JsonNode at = schema;
    for (int i = 0; i < 5; i++) {
      if (at.has("$ref")) {
        at = document.at(at.get("$ref").asText().substring(1));
      } else if (at.has("anyOf") || at.has("oneOf") || at.has("allOf")) {
        JsonNode all = at.has("anyOf") ? at.get("anyOf") : at.path("oneOf");
        at = all.isEmpty() ? at.path("allOf").path(0) : all.get(0);
      }
    }
    return at;
  }

  /// OpenAPI 3.1 has lists of types, of which one may be null.
  private static String type(JsonNode schema) {
    JsonNode type = schema.path("type");
    return type.isArray() ? type.get(0).asText() : type.asText();
  }
}
