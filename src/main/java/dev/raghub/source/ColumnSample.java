package dev.raghub.source;

/// What a look at the first rows of a table showed of a column.
///
/// @param values how many were not null
/// @param distinct how many differed
/// @param averageLength in characters
/// @param maxLength in characters
/// @param spaced the share of values with a space inside, 0 to 1
public record ColumnSample(
    long values, long distinct, double averageLength, long maxLength, double spaced) {
  static final ColumnSample NONE = new ColumnSample(0, 0, 0, 0, 0);
}
