package dev.raghub.document;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.source.Field;
import dev.raghub.source.FieldKind;
import dev.raghub.source.Link;
import dev.raghub.source.SourceMapping;
import dev.raghub.source.SourceRow;
import dev.raghub.workspace.Labels;
import io.quarkus.qute.Engine;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Renders the rows of one source as documents. The template sees `title`, `type`, `links` (name
/// and value), `fields` (name and value, on one line) and `texts` (name and value); a source may
/// bring its own.
public final class RowDocuments {
  private static final String STANDARD = "documents/row.md";

  private final Template template;
  private final boolean titleIsName;

  public RowDocuments(SourceMapping source) {
    this.template = template(source);
    this.titleIsName =
        !source.title().isEmpty()
            && source.title().stream().noneMatch(part -> source.reference(part).isPresent());
  }

  /// The row as a document.
  public Document document(SourceRow row) {
    List<String> names = new ArrayList<>(row.aliases());
    if (titleIsName) {
      names.addFirst(row.title());
    }
    return new Document(
        row.source(),
        row.key(),
        row.type(),
        row.title(),
        names,
        values(row, FieldKind.FACET),
        body(row),
        row.links(),
        List.of(),
        row.embed(),
        Labels.ofCells(values(row, FieldKind.LABEL)));
  }

  private String body(SourceRow row) {
    try {
      return template
          .data("title", row.title())
          .data("type", row.type())
          .data("links", links(row))
          .data(
              "fields",
              row.fields().stream()
                  .filter(RowDocuments::isShort)
                  .map(RowDocuments::oneLine)
                  .toList())
          .data("texts", texts(row))
          .render()
          .strip();
    } catch (TemplateException wrong) {
      throw new RaghubException(
          ErrorCode.MAPPING_INVALID,
          "the template of source '" + row.source() + "' fails: " + wrong.getMessage(),
          wrong);
    }
  }

  /// The entries of a list share one line.
  private static List<Field> links(SourceRow row) {
    Map<String, String> lines = new LinkedHashMap<>();
    for (Link link : row.links()) {
      lines.merge(link.name(), link.title(), (all, next) -> all + ", " + next);
    }
    return lines.entrySet().stream()
        .map(line -> oneLine(new Field(line.getKey(), line.getValue(), FieldKind.VALUE)))
        .toList();
  }

  /// Free texts; where there are several, each says what it is.
  private static List<Field> texts(SourceRow row) {
    List<Field> texts =
        row.fields().stream().filter(field -> field.kind() == FieldKind.TEXT).toList();
    return texts.size() < 2
        ? texts
        : texts.stream()
            .map(text -> new Field(text.name(), text.name() + ": " + text.value(), FieldKind.TEXT))
            .toList();
  }

  private static List<String> values(SourceRow row, FieldKind kind) {
    return row.fields().stream()
        .filter(field -> field.kind() == kind)
        .map(field -> oneLine(field).value())
        .toList();
  }

  private static boolean isShort(Field field) {
    return field.kind() == FieldKind.VALUE || field.kind() == FieldKind.FACET;
  }

  private static Field oneLine(Field field) {
    return new Field(field.name(), field.value().replaceAll("\\s+", " ").strip(), field.kind());
  }

  private static Template template(SourceMapping source) {
    Engine engine =
        Engine.builder().addDefaults().addValueResolver(new ReflectionValueResolver()).build();
    String text = source.template().isBlank() ? standard() : source.template();
    try {
      return engine.parse(text);
    } catch (TemplateException wrong) {
      throw new RaghubException(
          ErrorCode.MAPPING_INVALID,
          "the template of source '" + source.name() + "' does not parse: " + wrong.getMessage(),
          wrong);
    }
  }

  private static String standard() {
    try (InputStream file = RowDocuments.class.getClassLoader().getResourceAsStream(STANDARD)) {
      if (file == null) {
        throw new IllegalStateException(STANDARD + " is missing");
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
