package dev.raghub.extract;

import java.util.Locale;

/// Why a sentence is said to mention an entity.
public enum Rule {
  /// A run of capitalised words in free text.
  CAPITALS,
  /// A code such as `TCK-1042` or `FEAT-OFFLINE`.
  CODE,
  /// An e-mail address.
  EMAIL,
  /// A web address or a path such as `/v1/lessons`.
  URL,
  /// A version such as `2.14.1`.
  VERSION,
  /// A value of a low-cardinality column.
  FACET,
  /// A foreign key or list entry: names a row, not a name.
  LINK,
  /// The subject or object of an assertion.
  ASSERTION,
  /// The subject or object of a relation that a language model read.
  MODEL,
  /// The name of a row, found in free text.
  GAZETTEER;

  /// The rule as it is stored.
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
