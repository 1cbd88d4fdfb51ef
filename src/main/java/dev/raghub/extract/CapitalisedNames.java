package dev.raghub.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Runs of capitalised words and initials, joined by small connectors: `Bank of England`, `Albert
/// S. Rogell`. A sentence's first word alone is no name, function words at the head of a run are
/// dropped, and so is a possessive at its end: `The Offline Mode's` gives `Offline Mode`.
/// English-centric; other languages are served by the names of the database's own rows.
final class CapitalisedNames {
  private static final Pattern RUN =
      Pattern.compile(
          "WORD(?:[ ](?:(?:of|the|and|for|de|la|van|von|du)[ ])?WORD){0,5}"
              .replace("WORD", "(?:\\p{Lu}\\.|\\p{Lu}[\\p{L}\\p{N}'’-]*)"));
  private static final Pattern POSSESSIVE = Pattern.compile("(?:['’]s|['’])$");
  private static final Set<String> FUNCTION_WORDS =
      Set.of(
          "a", "an", "the", "this", "that", "these", "those", "it", "its", "he", "she", "they",
          "we", "you", "i", "in", "on", "at", "by", "to", "of", "for", "from", "with", "as", "if",
          "when", "while", "after", "before", "and", "or", "but", "not", "no", "yes", "what",
          "which", "who", "how", "why", "where", "there", "here", "is", "are", "was", "were", "do",
          "does", "did", "our", "your", "their", "his", "her", "my", "all", "any", "each", "both",
          "once", "then");

  private CapitalisedNames() {}

  static List<String> in(String sentence) {
    List<String> names = new ArrayList<>();
    RUN.matcher(sentence)
        .results()
        .filter(run -> !continuesAWord(sentence, run))
        .forEach(run -> add(names, plain(run.group()), opens(sentence, run)));
    return names;
  }

  private static String plain(String run) {
    return POSSESSIVE.matcher(run).replaceFirst("");
  }

  private static void add(List<String> names, String run, boolean opening) {
    String name = run;
    int space = name.indexOf(' ');
    while (FUNCTION_WORDS.contains(firstWord(name))) {
      if (space < 0) {
        return;
      }
      name = name.substring(space + 1);
      space = name.indexOf(' ');
    }
    boolean onlyOpens = opening && name.equals(run) && space < 0 && !hasInnerCapital(name);
    if (!onlyOpens) {
      names.add(name);
    }
  }

  private static String firstWord(String name) {
    int space = name.indexOf(' ');
    return (space < 0 ? name : name.substring(0, space)).toLowerCase(Locale.ROOT);
  }

  private static boolean continuesAWord(String sentence, MatchResult run) {
    return run.start() > 0 && Character.isLetterOrDigit(sentence.codePointBefore(run.start()));
  }

  private static boolean opens(String sentence, MatchResult run) {
    return sentence.substring(0, run.start()).codePoints().noneMatch(Character::isLetterOrDigit);
  }

  private static boolean hasInnerCapital(String name) {
    return name.substring(1).codePoints().anyMatch(Character::isUpperCase);
  }
}
