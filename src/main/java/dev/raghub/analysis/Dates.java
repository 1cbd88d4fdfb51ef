package dev.raghub.analysis;

import java.time.Month;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Gives every day that a text names a term of its own, whichever way it is written: `2022-08-30`,
/// `August 30, 2022`, `30 Aug 2022` and `30th of August 2022` all say `20220830` besides what they
/// say. Apart, year, month and day stand in thousands of rows.
final class Dates {
  private static final Map<String, Integer> NUMBERS =
      Arrays.stream(Month.values())
          .collect(
              Collectors.toMap(
                  month -> month.name().substring(0, 3).toLowerCase(Locale.ROOT), Month::getValue));
  private static final String MONTH =
      "(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
          + "|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?";
  private static final Pattern ISO =
      Pattern.compile("\\b(\\d{4})-(\\d{2})-(\\d{2})(?:\\b|(?=T\\d))");
  private static final Pattern MONTH_FIRST =
      Pattern.compile(
          "\\b" + MONTH + "\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+(\\d{4})\\b",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern DAY_FIRST =
      Pattern.compile(
          "\\b(\\d{1,2})(?:st|nd|rd|th)?(?:\\s+of)?\\s+" + MONTH + ",?\\s+(\\d{4})\\b",
          Pattern.CASE_INSENSITIVE);

  private Dates() {}

  /// The text, followed by the terms of its days.
  static String marked(String text) {
    if (text.codePoints().noneMatch(Character::isDigit)) {
      return text;
    }
    StringBuilder marked = new StringBuilder(text);
    mark(marked, text, ISO, day -> day.group(1) + day.group(2) + day.group(3));
    mark(marked, text, MONTH_FIRST, day -> term(day.group(3), day.group(1), day.group(2)));
    mark(marked, text, DAY_FIRST, day -> term(day.group(3), day.group(2), day.group(1)));
    return marked.toString();
  }

  private static void mark(
      StringBuilder marked, String text, Pattern pattern, Function<MatchResult, String> term) {
    pattern.matcher(text).results().forEach(day -> marked.append(' ').append(term.apply(day)));
  }

  private static String term(String year, String month, String day) {
    int number = NUMBERS.getOrDefault(month.substring(0, 3).toLowerCase(Locale.ROOT), 0);
    return "%s%02d%02d".formatted(year, number, Integer.parseInt(day));
  }
}
