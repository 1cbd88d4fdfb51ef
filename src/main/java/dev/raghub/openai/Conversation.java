package dev.raghub.openai;

import dev.raghub.answer.Question;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// Makes the last question of a conversation self-contained, by a fixed rule and without a model.
///
/// A message leans on what was said before where it
///
/// 1. opens like a continuation ("and", "what about", "also", …),
/// 2. has a pronoun that nothing in front of it in the same message can be meant by: no name, no
///    code, no number ("Who approved it?", but not "Where did Ida Blom study, and who taught
///    her?"),
/// 3. or has less than two words that carry meaning, and no name or code of its own ("Why?", "The
///    price?").
///
/// A message that leans is asked together with the last one of the user before it that does not.
/// The words of the rule are English; by the first two rules a message in another language never
/// leans, by the third only where it is written in Latin letters.
final class Conversation {
  private static final Pattern OPENER =
      Pattern.compile(
          "(?i)(and|or|but|also|then|so|(what|how) about|(what|who|where|when|which|anything|anyone) else"
              + "|tell me more|more (about|on|of|details)|in (that|this) case|same (for|with))\\b.*",
          Pattern.DOTALL);
  private static final Pattern GAP = Pattern.compile("[^\\p{L}\\p{N}'’_-]+");
  private static final Pattern THAT =
      Pattern.compile(
          "(?i)(.*\\b(about|of|for|after|before|since|to|from|by|in|on|with|is|was|does|did|do|why|when|how)\\s+)?"
              + "that(\\s+(time|day|year|happen\\w*))?\\s*[?.!]*");
  private static final Set<String> PRONOUNS =
      Set.of(
          "it",
          "its",
          "it's",
          "they",
          "them",
          "their",
          "theirs",
          "he",
          "him",
          "his",
          "she",
          "her",
          "hers",
          "this",
          "these",
          "those",
          "former",
          "latter",
          "itself",
          "themselves");
  private static final Set<String> OF_TIME =
      Set.of("week", "month", "year", "quarter", "morning", "afternoon", "evening", "time");
  private static final Set<String> EMPTY_WORDS =
      Set.of(
          ("a an the that and or but of in on at by for from to with into about as is are was were be"
                  + " been am do does did done has have had can could will would shall should may might"
                  + " must who whom whose which what when where why how i you we me us my your our there"
                  + " here not no yes any some please ok okay really more else one ones same much many"
                  + " tell show give explain details detail")
              .split(" ", -1));
  private static final int ENOUGH = 2;

  private Conversation() {}

  /// The question that the last of these messages asks.
  ///
  /// @param asked what the user said, oldest first; at least one
  static String question(List<String> asked) {
    String last = asked.getLast().strip();
    if (asked.size() == 1 || !leans(last)) {
      return last;
    }
    List<String> before = asked.subList(0, asked.size() - 1);
    String anchor =
        before.reversed().stream()
            .map(String::strip)
            .filter(text -> !leans(text))
            .findFirst()
            .orElse(before.getFirst().strip());
    int room = Question.MAX_TEXT - last.length() - 1;
    // A question that fills the room alone is asked alone.
    return room < 1 ? last : cut(anchor, room) + " " + last;
  }

  /// Whether a message cannot be understood without what was said before.
  static boolean leans(String text) {
    List<String> words = Arrays.stream(GAP.split(text)).filter(word -> !word.isEmpty()).toList();
    return OPENER.matcher(text).matches()
        || THAT.matcher(text).matches()
        || pointsBack(words)
        || saysTooLittle(text, words);
  }

  private static boolean pointsBack(List<String> words) {
    for (int i = 0; i < words.size(); i++) {
      if (isAnchor(words, i)) {
        return false;
      }
      String word = lower(words.get(i));
      String next = i + 1 < words.size() ? lower(words.get(i + 1)) : "";
      boolean ofTime = word.startsWith("th") && OF_TIME.contains(next);
      if ((PRONOUNS.contains(word) && !ofTime) || (word.equals("that") && next.equals("one"))) {
        return true;
      }
    }
    return false;
  }

  private static boolean saysTooLittle(String text, List<String> words) {
    boolean latin =
        text.codePoints()
            .filter(Character::isLetter)
            .allMatch(
                letter -> Character.UnicodeScript.of(letter) == Character.UnicodeScript.LATIN);
    long saying =
        words.stream().map(Conversation::lower).filter(word -> !EMPTY_WORDS.contains(word)).count();
    boolean anchored = IntStream.range(0, words.size()).anyMatch(i -> isAnchor(words, i));
    return latin && saying < ENOUGH && !anchored;
  }

  /// A name or a code: with a digit in it, or with a capital where no sentence begins.
  private static boolean isAnchor(List<String> words, int at) {
    String word = words.get(at);
    boolean capital =
        at > 0 && Character.isUpperCase(word.codePointAt(0)) && !word.matches("I|I['’]\\w+");
    return capital || word.chars().anyMatch(Character::isDigit);
  }

  private static String lower(String word) {
    return word.toLowerCase(Locale.ROOT).replace('’', '\'');
  }

  private static String cut(String text, int length) {
    if (text.length() <= length) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
    return text.substring(0, end);
  }
}
