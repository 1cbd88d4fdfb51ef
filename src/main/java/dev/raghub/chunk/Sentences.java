package dev.raghub.chunk;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Cuts a paragraph into sentences by Unicode's rules, which take every full stop before a capital
/// for an end: "directed by Albert S. | Rogell". A cut after an initial, a dotted acronym or an
/// abbreviation is taken back unless the next word usually opens a sentence ("in the U.S. | The
/// film"); after a form of address it always is. A name that is cut in two is found by no rule.
final class Sentences {
  private static final Pattern DOTTED = Pattern.compile("\\p{L}\\.(?:\\p{L}\\.)*");
  private static final Set<String> ADDRESSES =
      words(
          """
          mr. mrs. ms. dr. prof. st. rev. hon. gen. col. lt. capt. sgt. cpl. maj. adm. gov.
          sen. rep. fr. mt. ft. messrs. mlle. mme.
          """);
  private static final Set<String> ABBREVIATIONS =
      words(
          """
          jr. sr. vs. etc. no. nos. vol. fig. ed. eds. inc. ltd. co. corp. bros. cf. approx.
          ca. fl. lit. pp. esp. ave. blvd. dept. univ. jan. feb. mar. apr. jun. jul. aug. sep.
          sept. oct. nov. dec.
          """);
  private static final Set<String> OPENERS =
      words(
          """
          the a an this that these those he she it they we i you his her its their our my in
          on at by for from to with as after before during since until when while where
          although though because if and but or so however there here then also both each some
          many most all one two other another is was
          """);

  private Sentences() {}

  /// The sentences of a paragraph, stripped, in order; none for a blank one.
  static List<String> of(String paragraph) {
    BreakIterator boundaries = BreakIterator.getSentenceInstance(Locale.ROOT);
    boundaries.setText(paragraph);
    List<String> sentences = new ArrayList<>();
    int start = boundaries.first();
    for (int end = boundaries.next(); end != BreakIterator.DONE; end = boundaries.next()) {
      String sentence = paragraph.substring(start, end).strip();
      if (!goesOn(sentence, paragraph, end)) {
        sentences.add(sentence);
        start = end;
      }
    }
    sentences.removeIf(String::isEmpty);
    return sentences;
  }

  /// Looks at the paragraph where it is: its rest, copied for each sentence, would take the square
  /// of its length.
  private static boolean goesOn(String sentence, String paragraph, int end) {
    int next = end;
    while (next < paragraph.length() && Character.isWhitespace(paragraph.charAt(next))) {
      next++;
    }
    if (next == paragraph.length()) {
      return false;
    }
    String last = lastWord(sentence);
    if (ADDRESSES.contains(last)) {
      return true;
    }
    boolean open = DOTTED.matcher(last).matches() || ABBREVIATIONS.contains(last);
    return open && !OPENERS.contains(firstWord(paragraph, next));
  }

  private static Set<String> words(String text) {
    return Set.of(text.strip().split("\\s+", -1));
  }

  private static String lastWord(String text) {
    int end = text.length();
    int start = end;
    while (start > 0
        && (Character.isLetter(text.charAt(start - 1)) || text.charAt(start - 1) == '.')) {
      start--;
    }
    return text.substring(start, end).toLowerCase(Locale.ROOT);
  }

  private static String firstWord(String text, int from) {
    int start = from;
    while (start < text.length() && !Character.isLetterOrDigit(text.charAt(start))) {
      start++;
    }
    int end = start;
    while (end < text.length() && Character.isLetter(text.charAt(end))) {
      end++;
    }
    return text.substring(start, end).toLowerCase(Locale.ROOT);
  }
}
