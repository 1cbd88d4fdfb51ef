package dev.raghub.source;

import java.util.List;
import java.util.Map;

/// A piece of YAML that knows where it stands, so that every refusal can say line and column.
sealed interface YamlNode {
  Place place();

  /// What a person would call it.
  String kind();

  record Place(int line, int column) {}

  record Scalar(Place place, String value) implements YamlNode {
    @Override
    public String kind() {
      return "the value \"" + (value.length() > 60 ? value.substring(0, 60) + "…" : value) + "\"";
    }
  }

  record Sequence(Place place, List<YamlNode> items) implements YamlNode {
    @Override
    public String kind() {
      return "a list";
    }
  }

  record Fields(Place place, Map<String, YamlNode> values) implements YamlNode {
    @Override
    public String kind() {
      return "named fields";
    }
  }

  /// Nothing stands behind the name.
  record Absent(Place place) implements YamlNode {
    @Override
    public String kind() {
      return "nothing";
    }
  }
}
