package dev.raghub.aggregate;

import dev.raghub.answer.Decline;
import java.util.Locale;

/// Why a question is declined, beside the codes of a source that cannot be asked. The name in kebab
/// case is the stable, documented code.
enum DeclineCode {
  /// The workspace has no mapping, so its documents are no rows of a table.
  NO_MAPPING,
  /// What is to be counted is called like no source.
  UNKNOWN_ROWS,
  /// It is called like several.
  AMBIGUOUS_ROWS,
  /// The mapping does not allow it.
  NOT_ALLOWED,
  /// A word of the question is not understood.
  UNKNOWN_WORD,
  /// Several rows have the name.
  AMBIGUOUS_NAME,
  /// The row can be reached in several ways.
  AMBIGUOUS_PATH,
  /// It cannot be reached.
  NO_PATH,
  /// The question does not say what to add up.
  COLUMN_NEEDED,
  /// The question does not say which time it means.
  TIME_NEEDED,
  /// The question asks for more than one thing.
  SEVERAL_QUESTIONS,
  /// A named row is no longer what it was when it was read.
  CHANGED_ROW;

  String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  Decline because(String reason) {
    return new Decline(code(), reason);
  }
}
