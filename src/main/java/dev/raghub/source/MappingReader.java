package dev.raghub.source;

import dev.raghub.fault.RaghubException;
import dev.raghub.source.YamlNode.Place;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Turns YAML into a [Mapping] and says of every refusal where it stands, what was found and what
/// was expected.
final class MappingReader {
  private static final Set<String> MAPPING =
      Set.of("workspace", "database", "schedule", "changes", "sources");
  private static final Set<String> DATABASE = Set.of("url", "user", "password");
  private static final Set<String> SOURCE =
      Set.of(
          "name",
          "type",
          "table",
          "query",
          "folder",
          "include",
          "exclude",
          "key",
          "title",
          "aliases",
          "columns",
          "text",
          "facets",
          "references",
          "lists",
          "change",
          "schedule",
          "counts",
          "sums",
          "latest",
          "embed",
          "labels",
          "label_columns",
          "template");
  private static final Set<String> REFERENCE = Set.of("name", "columns", "to", "target");
  private static final Set<String> LIST =
      Set.of("name", "through", "columns", "to", "target", "limit");

  private final String file;

  MappingReader(String file) {
    this.file = file;
  }

  Mapping read(String yaml) {
    YamlNode.Fields root = fields(YamlDocument.parse(file, yaml), "the file", MAPPING);
    return at(
        root.place(),
        () ->
            new Mapping(
                required(root, "workspace"),
                database(root),
                items(root, "sources", node -> source(fields(node, "a source", SOURCE))),
                new ScheduleReader(this).read(root),
                changes(root)));
  }

  private ChangeFeed changes(YamlNode.Fields root) {
    String value = text(root, "changes");
    return switch (value) {
      case "", "triggers" -> ChangeFeed.TRIGGERS;
      case "decoding" -> ChangeFeed.DECODING;
      default ->
          throw refuse(
              place(root, "changes"),
              "changes is \"" + value + "\"; expected triggers or decoding");
    };
  }

  private DatabaseReference database(YamlNode.Fields root) {
    YamlNode node = root.values().get("database");
    if (node == null) {
      // The mapping itself refuses this where a source needs one.
      return DatabaseReference.NONE;
    }
    YamlNode.Fields database = fields(node, "database", DATABASE);
    return at(
        database.place(),
        () ->
            new DatabaseReference(
                required(database, "url"), text(database, "user"), text(database, "password")));
  }

  private SourceMapping source(YamlNode.Fields source) {
    String name = required(source, "name");
    return at(
        source.place(),
        () ->
            new SourceMapping(
                name,
                source.values().containsKey("type") ? required(source, "type") : typeOf(name),
                origin(source),
                texts(source, "key"),
                texts(source, "title"),
                texts(source, "aliases"),
                texts(source, "columns"),
                texts(source, "text"),
                texts(source, "facets"),
                items(source, "references", this::reference),
                items(source, "lists", this::list),
                text(source, "change"),
                new Computable(
                    flag(source, "counts"), texts(source, "sums"), text(source, "latest")),
                embed(source),
                new Readers(texts(source, "labels"), texts(source, "label_columns")),
                text(source, "template")));
  }

  static String typeOf(String name) {
    return Words.singular(Words.snake(name.substring(name.lastIndexOf('.') + 1)));
  }

  private SourceOrigin origin(YamlNode.Fields source) {
    String table = text(source, "table");
    String query = text(source, "query");
    if (source.values().containsKey(FolderFields.FIELD) && table.isBlank() && query.isBlank()) {
      return new FolderFields(this).read(source);
    }
    if (table.isBlank() == query.isBlank()) {
      throw refuse(
          source.place(),
          (table.isBlank() ? "neither table nor query" : "both table and query")
              + " given; expected one of them");
    }
    FolderFields.refuseBeside(this, source);
    return query.isBlank() ? new SourceOrigin.Table(table) : new SourceOrigin.Query(query);
  }

  private EmbedPolicy embed(YamlNode.Fields source) {
    String value = text(source, "embed");
    for (EmbedPolicy policy : EmbedPolicy.values()) {
      if (value.isEmpty() || policy.name().toLowerCase(Locale.ROOT).equals(value)) {
        return policy;
      }
    }
    throw refuse(
        place(source, "embed"), "embed is \"" + value + "\"; expected auto, always or never");
  }

  private boolean flag(YamlNode.Fields source, String name) {
    String value = text(source, name);
    return switch (value) {
      case "true" -> true;
      case "", "false" -> false;
      default ->
          throw refuse(place(source, name), name + " is \"" + value + "\"; expected true or false");
    };
  }

  private ReferenceMapping reference(YamlNode node) {
    YamlNode.Fields fields = fields(node, "a reference", REFERENCE);
    return at(
        fields.place(),
        () ->
            new ReferenceMapping(
                required(fields, "name"),
                texts(fields, "columns"),
                required(fields, "to"),
                texts(fields, "target")));
  }

  private ListMapping list(YamlNode node) {
    YamlNode.Fields fields = fields(node, "a list", LIST);
    return at(
        fields.place(),
        () ->
            new ListMapping(
                required(fields, "name"),
                required(fields, "through"),
                texts(fields, "columns"),
                required(fields, "to"),
                texts(fields, "target"),
                limit(fields)));
  }

  private int limit(YamlNode.Fields list) {
    String value = text(list, "limit");
    if (value.isEmpty()) {
      return ListMapping.DEFAULT_LIMIT;
    }
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw refuse(place(list, "limit"), "limit is \"" + value + "\"; expected a whole number");
    }
  }

  YamlNode.Fields fields(YamlNode node, String what, Set<String> known) {
    if (!(node instanceof YamlNode.Fields fields)) {
      throw refuse(
          node.place(), what + " is " + node.kind() + "; expected the fields " + sorted(known));
    }
    for (var each : fields.values().entrySet()) {
      if (!known.contains(each.getKey())) {
        throw refuse(
            each.getValue().place(),
            "unknown field \"%s\" in %s; expected one of %s%s"
                .formatted(each.getKey(), what, sorted(known), Nearest.hint(each.getKey(), known)));
      }
    }
    return fields;
  }

  private static String sorted(Set<String> names) {
    String[] sorted = names.toArray(String[]::new);
    Arrays.sort(sorted);
    return String.join(", ", sorted);
  }

  String required(YamlNode.Fields fields, String name) {
    String value = text(fields, name);
    if (value.isBlank()) {
      throw refuse(place(fields, name), "field \"" + name + "\" is missing or empty");
    }
    return value;
  }

  String text(YamlNode.Fields fields, String name) {
    return switch (fields.values().get(name)) {
      case null -> "";
      case YamlNode.Absent _ -> "";
      case YamlNode.Scalar scalar -> scalar.value();
      case YamlNode other ->
          throw refuse(other.place(), name + " is " + other.kind() + "; expected one value");
    };
  }

  List<String> texts(YamlNode.Fields fields, String name) {
    return items(
        fields,
        name,
        node -> {
          if (node instanceof YamlNode.Scalar scalar && !scalar.value().isEmpty()) {
            return scalar.value();
          }
          throw refuse(node.place(), name + " holds " + node.kind() + "; expected column names");
        });
  }

  /// A single value counts as a list of one.
  private <T> List<T> items(YamlNode.Fields fields, String name, Function<YamlNode, T> convert) {
    @Nullable YamlNode node = fields.values().get(name);
    return switch (node) {
      case null -> List.of();
      case YamlNode.Absent _ -> List.of();
      case YamlNode.Sequence sequence -> {
        List<T> items = new ArrayList<>();
        sequence.items().forEach(item -> items.add(convert.apply(item)));
        yield items;
      }
      case YamlNode.Scalar scalar -> List.of(convert.apply(scalar));
      case YamlNode.Fields other ->
          throw refuse(other.place(), name + " is " + other.kind() + "; expected a list");
    };
  }

  static Place place(YamlNode.Fields fields, String name) {
    YamlNode node = fields.values().get(name);
    return node == null ? fields.place() : node.place();
  }

  /// Adds the place to what a record's constructor refuses.
  <T> T at(Place place, Supplier<T> build) {
    try {
      return build.get();
    } catch (RaghubException e) {
      throw e.reason().startsWith(file + ", line ") ? e : refuse(place, e.reason());
    }
  }

  RaghubException refuse(Place place, String message) {
    return YamlDocument.refuse(file, place, message);
  }
}
