package dev.raghub.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Mapping files. What [#write] gives, [#read] reads back to the same [Mapping].
public final class MappingYaml {
  /// Fits without quotes, wherever it stands.
  private static final Pattern PLAIN = Pattern.compile("[\\p{L}_$/][\\p{L}\\p{N}_./$ -]*(?<! )");

  private static final Pattern ENVIRONMENT = Pattern.compile("\\$\\{[A-Za-z0-9_]+(:[\\w.-]*)?}");
  private static final Pattern ADDRESS = Pattern.compile("jdbc:postgresql:[\\w/.:-]*[\\w/.-]");
  private static final Pattern SPECIAL =
      Pattern.compile("(?i)true|false|yes|no|on|off|y|n|null|\\$.*");
  private static final int WIDTH = 100;

  private MappingYaml() {}

  /// Reads a file, or throws `MAPPING_INVALID` with file, line, column, found and expected.
  public static Mapping read(Path file) {
    try {
      return read(file.toString(), Files.readString(file));
    } catch (IOException e) {
      throw Mapping.invalid(
          "mapping file " + file + " cannot be read; expected a readable file of UTF-8 text");
    }
  }

  /// Reads text; the file's name is for messages only.
  public static Mapping read(String file, String yaml) {
    return new MappingReader(file).read(yaml);
  }

  public static String write(Mapping mapping) {
    return write(mapping, List.of());
  }

  /// Writes a file for people, the notes as comments on top.
  public static String write(Mapping mapping, List<String> notes) {
    StringBuilder out = new StringBuilder();
    notes.forEach(note -> out.append("# ").append(note.replaceAll("\\s", " ")).append('\n'));
    DatabaseReference database = mapping.database();
    out.append("workspace: ").append(scalar(mapping.workspace()));
    if (!database.equals(DatabaseReference.NONE)) {
      out.append("\ndatabase:");
      out.append("\n  url: ").append(address(database.url()));
      out.append("\n  user: ").append(address(database.user()));
      out.append("\n  password: ").append(address(database.password()));
    }
    mapping
        .schedules()
        .common()
        .ifPresent(common -> out.append("\nschedule: ").append(flow(common)));
    if (mapping.changes() == ChangeFeed.DECODING) {
      out.append("\nchanges: decoding");
    }
    out.append("\nsources:");
    out.append(mapping.sources().isEmpty() ? " []\n" : "\n");
    mapping.sources().forEach(source -> write(out, source, mapping.schedules()));
    return out.toString();
  }

  private static void write(StringBuilder out, SourceMapping source, Schedules schedules) {
    out.append("  - name: ").append(scalar(source.name())).append('\n');
    field(out, "type", scalar(source.type()));
    switch (source.origin()) {
      case SourceOrigin.Table table -> field(out, "table", scalar(table.name()));
      case SourceOrigin.Query query -> field(out, "query", block(query.sql()));
      case SourceOrigin.Folder folder -> {
        field(out, "folder", scalar(folder.path()));
        names(out, "include", folder.include());
        names(out, "exclude", folder.exclude());
      }
    }
    names(out, "key", source.key());
    names(out, "title", source.title());
    names(out, "aliases", source.aliases());
    names(out, "columns", source.columns());
    names(out, "text", source.text());
    names(out, "facets", source.facets());
    entries(out, "references", source.references().stream().map(MappingYaml::entry).toList());
    entries(out, "lists", source.lists().stream().map(MappingYaml::entry).toList());
    if (!source.change().isEmpty()) {
      field(out, "change", scalar(source.change()));
    }
    if (schedules.never().contains(source.name())) {
      field(out, ScheduleReader.FIELD, ScheduleReader.NONE);
    } else if (schedules.own().containsKey(source.name())) {
      field(out, ScheduleReader.FIELD, flow(schedules.of(source.name()).orElseThrow()));
    }
    write(out, source.computable());
    if (source.embed() != EmbedPolicy.AUTO) {
      field(out, "embed", source.embed().name().toLowerCase(Locale.ROOT));
    }
    names(out, "labels", source.readers().labels());
    names(out, "label_columns", source.readers().columns());
    if (!source.template().isEmpty()) {
      field(out, "template", block(source.template()));
    }
  }

  private static void write(StringBuilder out, Computable computable) {
    if (computable.counts()) {
      field(out, "counts", "true");
    }
    names(out, "sums", computable.sums());
    if (!computable.latest().isEmpty()) {
      field(out, "latest", scalar(computable.latest()));
    }
  }

  private static String flow(Schedule schedule) {
    return "{cron: \"%s\", zone: \"%s\", jitter: %ds%s}"
        .formatted(
            schedule.cron().expression(),
            schedule.zone(),
            schedule.jitter().toSeconds(),
            schedule
                .reconcile()
                .map(cron -> ", reconcile: \"" + cron.expression() + "\"")
                .orElse(""));
  }

  private static void field(StringBuilder out, String name, String value) {
    out.append("    ").append(name).append(": ").append(value).append('\n');
  }

  private static void names(StringBuilder out, String name, List<String> values) {
    if (!values.isEmpty()) {
      field(out, name, flow(values, "    ".length() + name.length() + 3));
    }
  }

  /// `[a, b]`, broken into lines when it grows too wide.
  private static String flow(List<String> values, int indent) {
    StringBuilder out = new StringBuilder("[");
    int width = indent;
    for (int at = 0; at < values.size(); at++) {
      String value = scalar(values.get(at));
      if (at > 0) {
        boolean full = width + value.length() > WIDTH;
        out.append(full ? ",\n" + " ".repeat(indent) : ", ");
        width = full ? indent : width + 2;
      }
      out.append(value);
      width += value.length();
    }
    return out.append(']').toString();
  }

  private static void entries(StringBuilder out, String name, List<String> entries) {
    if (!entries.isEmpty()) {
      out.append("    ").append(name).append(":\n");
      entries.forEach(entry -> out.append("      - {").append(entry).append("}\n"));
    }
  }

  private static String entry(ReferenceMapping reference) {
    List<String> parts = new ArrayList<>();
    parts.add("name: " + scalar(reference.name()));
    parts.add("columns: " + inline(reference.columns()));
    parts.add("to: " + scalar(reference.to()));
    if (!reference.target().isEmpty()) {
      parts.add("target: " + inline(reference.target()));
    }
    return String.join(", ", parts);
  }

  private static String entry(ListMapping list) {
    return "name: %s, through: %s, columns: %s, to: %s, target: %s, limit: %d"
        .formatted(
            scalar(list.name()),
            scalar(list.through()),
            inline(list.columns()),
            scalar(list.to()),
            inline(list.target()),
            list.limit());
  }

  private static String inline(List<String> values) {
    return "[" + String.join(", ", values.stream().map(MappingYaml::scalar).toList()) + "]";
  }

  /// Addresses and environment references stay without quotes; they stand in no list.
  private static String address(String value) {
    boolean environment = ENVIRONMENT.matcher(value).matches();
    return environment || ADDRESS.matcher(value).matches() ? value : scalar(value);
  }

  private static String scalar(String value) {
    boolean plain = PLAIN.matcher(value).matches() && !SPECIAL.matcher(value).matches();
    return plain ? value : quoted(value);
  }

  private static String quoted(String value) {
    StringBuilder out = new StringBuilder("\"");
    value
        .codePoints()
        .forEach(
            point -> {
              switch (point) {
                case '"', '\\' -> out.append('\\').appendCodePoint(point);
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                default -> {
                  if (printable(point)) {
                    out.appendCodePoint(point);
                  } else {
                    out.append("\\U%08X".formatted(point));
                  }
                }
              }
            });
    return out.append('"').toString();
  }

  private static boolean printable(int point) {
    return !Character.isISOControl(point)
        && Character.getType(point) != Character.FORMAT
        && Character.getType(point) != Character.SURROGATE
        && point != 0x2028
        && point != 0x2029
        && point != 0xFFFE
        && point != 0xFFFF;
  }

  /// Several lines as they are, when YAML can say them so; else quoted.
  private static String block(String value) {
    boolean fits =
        value.contains("\n")
            && !value.startsWith(" ")
            && !value.startsWith("\n")
            && !value.endsWith("\n\n")
            && value.codePoints().allMatch(point -> point == '\n' || printable(point))
            && !value.isBlank();
    if (!fits) {
      return scalar(value);
    }
    String indented = value.strip().equals(value) ? value : value.replaceAll("\n$", "");
    String mark = value.endsWith("\n") ? "|" : "|-";
    return mark + "\n      " + indented.replace("\n", "\n      ");
  }
}
