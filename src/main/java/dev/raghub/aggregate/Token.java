package dev.raghub.aggregate;

/// A word of a question.
///
/// @param text in small letters
/// @param term as every index sees it
/// @param capital whether it is written as names are; the first word of a sentence only in capitals
///   throughout
record Token(String text, String term, boolean capital) {
  boolean hasDigit() {
    return text.codePoints().anyMatch(Character::isDigit);
  }
}
