package dev.raghub.source;

/// What reading one row gave.
public sealed interface ReadRow permits SourceRow, UnreadableRow {
  /// The name of the source.
  String source();

  /// The row's key as text, see [KeyText].
  String key();

  /// How long its texts are together.
  long characters();
}
