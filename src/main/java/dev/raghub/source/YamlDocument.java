package dev.raghub.source;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.raghub.fault.RaghubException;
import dev.raghub.source.YamlNode.Place;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Parses one YAML document into [YamlNode]s. Duplicate names and a second document are refused.
final class YamlDocument {
  private static final int MAX_DEPTH = 20;
  private static final YAMLFactory FACTORY = new YAMLFactory();

  private final String file;
  private final JsonParser parser;

  private YamlDocument(String file, JsonParser parser) {
    this.file = file;
    this.parser = parser;
  }

  static YamlNode parse(String file, String yaml) {
    try (JsonParser parser = FACTORY.createParser(yaml)) {
      YamlDocument document = new YamlDocument(file, parser);
      if (parser.nextToken() == null) {
        return new YamlNode.Absent(new Place(1, 1));
      }
      YamlNode root = document.node(0);
      if (parser.nextToken() != null) {
        throw refuse(file, document.place(), "a second document begins; expected one per file");
      }
      return root;
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      Place place = at == null ? new Place(1, 1) : new Place(at.getLineNr(), at.getColumnNr());
      throw refuse(file, place, "not YAML: " + e.getOriginalMessage().replaceAll("\\s+", " "));
    } catch (IOException e) {
      throw refuse(file, new Place(1, 1), "not readable as YAML");
    }
  }

  static RaghubException refuse(String file, Place place, String message) {
    return Mapping.invalid(
        "%s, line %d, column %d: %s".formatted(file, place.line(), place.column(), message));
  }

  private Place place() {
    JsonLocation at = parser.currentTokenLocation();
    return new Place(at.getLineNr(), at.getColumnNr());
  }

  private YamlNode node(int depth) throws IOException {
    Place place = place();
    if (depth > MAX_DEPTH) {
      throw refuse(file, place, "nested deeper than " + MAX_DEPTH + " levels");
    }
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT) {
      return new YamlNode.Fields(place, fields(depth));
    }
    if (token == JsonToken.START_ARRAY) {
      List<YamlNode> items = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        items.add(node(depth + 1));
      }
      return new YamlNode.Sequence(place, items);
    }
    return token == JsonToken.VALUE_NULL
        ? new YamlNode.Absent(place)
        : new YamlNode.Scalar(place, parser.getText());
  }

  private Map<String, YamlNode> fields(int depth) throws IOException {
    Map<String, YamlNode> fields = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      Place place = place();
      parser.nextToken();
      if (fields.put(name, node(depth + 1)) != null) {
        throw refuse(file, place, "field \"" + name + "\" stands twice; expected it once");
      }
    }
    return fields;
  }
}
