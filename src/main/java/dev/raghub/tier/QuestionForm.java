package dev.raghub.tier;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What kind of thing a question asks for, by its English question word, and what a sentence that
/// says such a thing looks like.
enum QuestionForm {
  /// A person or a body: a name.
  WHO("\\b(?:who|whom|whose)\\b", "\\p{Lu}\\p{L}+(?: \\p{Lu}[\\p{L}.]*)+"),
  /// A time: a year, a month or a date.
  WHEN(
      "\\b(?:when|what (?:year|date|day|month)|which (?:year|date|day|month)|how long ago)\\b",
      "\\b(?:1[0-9]{3}|20[0-9]{2})\\b|\\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\\b"),
  /// A place: "in", "at", "from" and a name.
  WHERE(
      "\\b(?:where|(?:which|what) (?:city|country|town|state|county|place|region))\\b",
      "\\b(?:in|at|from|near|of) (?:the )?\\p{Lu}\\p{L}+"),
  /// A number.
  HOW_MUCH("\\bhow (?:many|much|long|old|far|high|large|big|often)\\b", "\\b\\d[\\d.,]*\\b"),
  /// Anything else.
  WHAT("", "");

  private final Pattern asked;
  private final Pattern said;

  QuestionForm(String asked, String said) {
    this.asked = Pattern.compile(asked);
    this.said = Pattern.compile(said);
  }

  /// The form that the question's first question word asks for: "When was the man born who …" asks
  /// for a time.
  static QuestionForm of(String question) {
    String small = question.toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(form -> form != WHAT && form.place(small) >= 0)
        .min(Comparator.comparingInt(form -> form.place(small)))
        .orElse(WHAT);
  }

  /// Whether a text says such a thing, and one that the question does not say itself.
  boolean isSaidBy(String text, String question) {
    return this != WHAT
        && said.matcher(text).results().anyMatch(found -> !says(question, found.group()));
  }

  private int place(String question) {
    Matcher matcher = asked.matcher(question);
    return matcher.find() ? matcher.start() : -1;
  }

  /// In whole words: a question about 2031 does not say 20.
  private static boolean says(String question, String words) {
    return Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(words) + "(?![\\p{L}\\p{N}])")
        .matcher(question)
        .find();
  }
}
