package dev.raghub.source;

import java.util.List;

/// Where the rows of a source come from: a database, or files.
public sealed interface SourceOrigin {
  /// A table or view: `schema.name`, or `name` alone when that is unambiguous. Never quoted.
  record Table(String name) implements SourceOrigin {}

  /// A SELECT of the operator's own, trusted as it is; its columns are used by name.
  record Query(String sql) implements SourceOrigin {
    /// The statement without a closing semicolon, fit to stand in parentheses.
    String statement() {
      String text = sql.strip();
      while (text.endsWith(";")) {
        text = text.substring(0, text.length() - 1).strip();
      }
      return text;
    }
  }

  /// Files, each of which is a row.
  ///
  /// @param path below the folder that the operator allows, with forward slashes
  /// @param include globs of the paths below it that count; never empty
  /// @param exclude globs of those among them that do not
  record Folder(String path, List<String> include, List<String> exclude) implements SourceOrigin {
    static final List<String> EVERY_KIND =
        List.of("**/*.{md,markdown,txt,html,htm,pdf,docx}", "**/*.{MD,TXT,HTML,HTM,PDF,DOCX}");

    public Folder {
      include = include.isEmpty() ? EVERY_KIND : List.copyOf(include);
      exclude = List.copyOf(exclude);
      new Globs(include, exclude);
      if (path.startsWith("/") || path.contains("\\") || path.indexOf('\0') >= 0 || climbs(path)) {
        throw Mapping.invalid(
            "folder leads out of the folder that the gateway allows; expected a path below it, without a slash in front and without ..");
      }
    }

    private static boolean climbs(String path) {
      return List.of(path.split("/", -1)).contains("..");
    }

    /// Which paths below it count.
    public Globs globs() {
      return new Globs(include, exclude);
    }
  }
}
