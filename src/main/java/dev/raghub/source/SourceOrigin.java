package dev.raghub.source;

/// Where the rows of a source come from.
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
}
