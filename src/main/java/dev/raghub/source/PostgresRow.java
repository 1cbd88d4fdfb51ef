package dev.raghub.source;

import dev.raghub.fault.ErrorCode;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Turns a result row into a [ReadRow].
final class PostgresRow {
  private final SourceMapping source;
  private final RowLayout layout;
  private final int maxCellCharacters;

  PostgresRow(SourceMapping source, RowLayout layout, int maxCellCharacters) {
    this.source = source;
    this.layout = layout;
    this.maxCellCharacters = maxCellCharacters;
  }

  ReadRow read(ResultSet row) throws SQLException {
    Optional<String> key = key(row, layout.key());
    if (key.isEmpty()) {
      return new UnreadableRow(
          source.name(),
          "",
          ErrorCode.MAPPING_INVALID,
          "a key column of " + source.key() + " is null; expected a value");
    }
    Optional<String> tooLong = tooLong(row);
    if (tooLong.isPresent()) {
      return new UnreadableRow(
          source.name(),
          key.get(),
          ErrorCode.DOCUMENT_TOO_LARGE,
          "column %s holds more than %d characters".formatted(tooLong.get(), maxCellCharacters));
    }
    List<Field> fields = new ArrayList<>(fields(row));
    source
        .readers()
        .labels()
        .forEach(label -> fields.add(new Field("labels", label, FieldKind.LABEL)));
    List<Link> links = new ArrayList<>();
    for (RowLayout.Reference reference : layout.references()) {
      reference(row, reference, links, fields);
    }
    for (RowLayout.Entries list : layout.lists()) {
      entries(row, list, links, fields);
    }
    return new SourceRow(
        source.name(),
        source.type(),
        key.get(),
        title(row.getString(layout.title()), source, key.get()),
        aliases(row),
        fields,
        links,
        embed(fields));
  }

  private static Optional<String> key(ResultSet row, List<Integer> at) throws SQLException {
    List<String> values = new ArrayList<>();
    for (int each : at) {
      String value = row.getString(each);
      if (value == null) {
        return Optional.empty();
      }
      values.add(value);
    }
    return Optional.of(KeyText.join(values));
  }

  private Optional<String> tooLong(ResultSet row) throws SQLException {
    for (RowLayout.Cell cell : layout.cells()) {
      String value = row.getString(cell.at());
      if (value != null && value.codePointCount(0, value.length()) > maxCellCharacters) {
        return Optional.of(cell.column());
      }
    }
    return Optional.empty();
  }

  private List<Field> fields(ResultSet row) throws SQLException {
    List<Field> fields = new ArrayList<>();
    for (RowLayout.Cell cell : layout.cells()) {
      String value = row.getString(cell.at());
      if (value != null && !value.isBlank()) {
        String shown = cell.json() ? CompactJson.compact(value) : value.strip();
        fields.add(new Field(cell.name(), shown, cell.kind()));
      }
    }
    return fields;
  }

  private List<String> aliases(ResultSet row) throws SQLException {
    List<String> aliases = new ArrayList<>();
    for (int at : layout.aliases()) {
      String value = row.getString(at);
      if (value != null && !value.isBlank()) {
        aliases.add(value.strip());
      }
    }
    return aliases;
  }

  /// A value that points nowhere stays visible as a plain field.
  private static void reference(
      ResultSet row, RowLayout.Reference reference, List<Link> links, List<Field> fields)
      throws SQLException {
    Optional<String> key = key(row, reference.key());
    if (key.isPresent()) {
      String title = title(row.getString(reference.title()), reference.to(), key.get());
      links.add(new Link(reference.name(), reference.to().name(), key.get(), title));
      return;
    }
    key(row, reference.raw())
        .ifPresent(raw -> fields.add(new Field(reference.name(), raw, FieldKind.VALUE)));
  }

  private static void entries(
      ResultSet row, RowLayout.Entries list, List<Link> links, List<Field> fields)
      throws SQLException {
    Array array = row.getArray(list.at());
    if (array == null) {
      return;
    }
    String[][] entries = (String[][]) array.getArray();
    for (String[] entry : entries) {
      String key = KeyText.join(Arrays.asList(entry).subList(0, list.keySize()));
      String title = title(entry[list.keySize()], list.to(), key);
      links.add(new Link(list.name(), list.to().name(), key, title));
    }
    long omitted = row.getLong(list.total()) - entries.length;
    if (omitted > 0) {
      fields.add(new Field(list.name(), "… and " + omitted + " more", FieldKind.VALUE));
    }
  }

  private static String title(@Nullable String title, SourceMapping source, String key) {
    String line = title == null ? "" : title.replaceAll("\\s+", " ").strip();
    return line.isEmpty() ? Words.human(source.type()) + " " + key : line;
  }

  private boolean embed(List<Field> fields) {
    return switch (source.embed()) {
      case ALWAYS -> true;
      case NEVER -> false;
      case AUTO -> fields.stream().anyMatch(field -> field.kind() == FieldKind.TEXT);
    };
  }
}
