package dev.raghub.source;

import java.util.Set;

/// Reads what a mapping says of a folder.
final class FolderFields {
  static final String FIELD = "folder";

  private static final String INCLUDE = "include";
  private static final String EXCLUDE = "exclude";
  private static final Set<String> ALLOWED =
      Set.of("name", "type", FIELD, INCLUDE, EXCLUDE, "schedule", "embed", "labels", "template");

  private final MappingReader reader;

  FolderFields(MappingReader reader) {
    this.reader = reader;
  }

  SourceOrigin.Folder read(YamlNode.Fields source) {
    for (var each : source.values().entrySet()) {
      if (!ALLOWED.contains(each.getKey())) {
        throw reader.refuse(
            each.getValue().place(),
            each.getKey()
                + " is a matter of columns, which a folder has not; expected it left out");
      }
    }
    return new SourceOrigin.Folder(
        reader.required(source, FIELD),
        reader.texts(source, INCLUDE),
        reader.texts(source, EXCLUDE));
  }

  /// What only folders have.
  static void refuseBeside(MappingReader reader, YamlNode.Fields source) {
    for (String field : new String[] {FIELD, INCLUDE, EXCLUDE}) {
      if (source.values().containsKey(field)) {
        throw reader.refuse(
            source.values().get(field).place(),
            field + " stands beside a table or query; expected it in a source that is a folder");
      }
    }
  }
}
