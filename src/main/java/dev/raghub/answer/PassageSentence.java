package dev.raghub.answer;

import java.util.regex.Pattern;

/// A sentence of a passage, or one of a row's `- name: value` lines.
///
/// @param terms which of the question's terms it has, a bit each; see [Retrieval#terms]
/// @param joins whether it names another of the passages that were found
/// @param asked how likely the question asks for the field that it is, 0 to 1; 0 for free text
public record PassageSentence(String text, long terms, boolean joins, double asked) {
  private static final Pattern FIELD = Pattern.compile("- [^:\\n]{1,80}: .*", Pattern.DOTALL);

  /// Whether it is a row's field rather than free text.
  public boolean isField() {
    return FIELD.matcher(text).matches();
  }
}
