package dev.raghub.aggregate;

import java.util.List;
import java.util.Set;

/// The English words that a question is held together by. A word stands in [#neutral] only if it
/// can be left out without changing which rows are meant: neither negations, quantities and
/// comparisons do, nor "still", "now" and "or".
final class Grammar {
  private static final Set<String> NEUTRAL =
      words(
          """
          a an the of for by in on at from to with as and that whose s there all overall altogether ever
          is are was were be been being do does did has have had having
          what me tell give show list find please
          exist exists existed belong belongs belonging contain contains contained include includes included
          make makes made place places placed take takes took taken called named
          row rows record records table tables database
          """);

  /// Neutral where the first or last row is wanted.
  private static final Set<String> NEUTRAL_IN_TIME = words("which who when time");

  /// Neutral where a number is wanted that was added up.
  private static final Set<String> NEUTRAL_IN_SUMS = words("money much total sum");

  private static final Set<String> COMMON =
      words("how many much often number count total average last first latest most recent newest");

  /// Auxiliaries behind which a word that is also a value may be a verb: "did Ana open".
  private static final Set<String> AUXILIARIES = words("do does did has have had");

  /// With these, "how many" asks for a rule and not for rows that are there.
  private static final Set<String> RULES =
      words("i my we our you your can could may might must should shall will would");

  private static final Set<String> GENERIC = words("a an each every per");

  /// Measures: "how many days" asks for no rows.
  private static final Set<String> UNITS =
      words(
          """
          second minute hour day night week month quarter year decade percent degree
          euro dollar pound cent byte kb mb gb tb kilobyte megabyte gigabyte terabyte
          metre meter kilometre kilometer mile gram kilogram kilo litre liter
          """);

  private static final Set<String> OPENING_OF_OTHERS =
      words("why can could should is are does do did will would where if how");

  private static final List<List<String>> COURTESIES =
      List.of(
          List.of("please"),
          List.of("can", "you", "tell", "me"),
          List.of("could", "you", "tell", "me"),
          List.of("can", "you", "show", "me"),
          List.of("could", "you", "show", "me"),
          List.of("do", "you", "know"),
          List.of("i", "want", "to", "know"),
          List.of("i", "would", "like", "to", "know"),
          List.of("tell", "me"),
          List.of("hi"),
          List.of("hello"));

  private Grammar() {}

  private static Set<String> words(String text) {
    return Set.of(text.strip().split("\\s+", -1));
  }

  /// How many words at the start are courtesies.
  static int courtesy(List<Token> tokens) {
    List<String> texts = tokens.stream().map(Token::text).toList();
    int at = 0;
    boolean more = true;
    while (more) {
      int from = at;
      at +=
          COURTESIES.stream()
              .filter(each -> from + each.size() <= texts.size())
              .filter(each -> texts.subList(from, from + each.size()).equals(each))
              .mapToInt(List::size)
              .max()
              .orElse(0);
      more = at > from;
    }
    return at;
  }

  static boolean neutral(String word) {
    return NEUTRAL.contains(word);
  }

  static boolean neutral(String word, Form form) {
    return NEUTRAL.contains(word)
        || switch (form) {
          case LATEST, EARLIEST -> NEUTRAL_IN_TIME.contains(word);
          case SUM, AVERAGE -> NEUTRAL_IN_SUMS.contains(word);
          case COUNT -> word.equals("total");
        };
  }

  /// A word of grammar, in whatever question.
  static boolean common(String word) {
    return NEUTRAL.contains(word) || COMMON.contains(word);
  }

  static boolean auxiliary(String word) {
    return AUXILIARIES.contains(word);
  }

  static boolean unit(String word) {
    return UNITS.contains(word) || UNITS.contains(word.replaceFirst("s$", ""));
  }

  /// Whether the question is about what holds in general or for the asker, not about rows.
  ///
  /// @param others its words, without names and what else is understood
  static boolean asksForRule(List<String> others) {
    boolean generic = others.contains("per");
    for (int at = 1; at < others.size(); at++) {
      generic |= GENERIC.contains(others.get(at)) && auxiliary(others.get(at - 1));
    }
    return generic || others.stream().anyMatch(RULES::contains);
  }

  /// Whether it opens as questions do that want something else than a row or a number.
  static boolean opensOtherwise(QuestionTokens question) {
    return OPENING_OF_OTHERS.contains(question.get(0).text())
        && !question.startsWith(0, List.of("how", "much"))
        && !question.startsWith(0, List.of("how", "many"))
        && !question.startsWith(0, List.of("how", "often"));
  }
}
