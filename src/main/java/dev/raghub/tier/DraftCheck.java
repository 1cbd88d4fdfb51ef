package dev.raghub.tier;

import dev.raghub.analysis.LuceneAnalysis;
import dev.raghub.answer.Block;
import dev.raghub.answer.Verification;
import dev.raghub.answer.Verification.Problem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Checks what a model wrote against the block that it was shown: every `[n]` is a source of the
/// block; every number, date and id stands in a source that the sentence cites, letter for letter;
/// every name stands somewhere in the block. What the question itself says is not held against the
/// answer. Passing is no proof: the check knows words, not what they claim.
final class DraftCheck {
  private static final Pattern MARK = Pattern.compile("\\[(\\d{1,4}(?:\\s*,\\s*\\d{1,4})*)]");

  /// Up to a sign that ends it and the marks behind that, or to the end of the line.
  private static final Pattern SENTENCE =
      Pattern.compile("\\S[^\\n]*?(?:[.!?](?: ?\\[[\\d, ]{1,20}])*(?=\\s|$)|(?=\\n)|$)");

  private static final Pattern SOURCE = Pattern.compile("^\\[(\\d+)] ");
  private static final Pattern FACT =
      Pattern.compile(
          "[\\p{L}\\p{N}]*\\p{Nd}[\\p{L}\\p{N}]*(?:[.,:/-][\\p{L}\\p{N}]*\\p{Nd}[\\p{L}\\p{N}]*)*");
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}'’-]+");
  private static final int FEW_WORDS = 3;

  private final Map<Integer, String> sources = new TreeMap<>();
  private final LuceneAnalysis analysis;
  private final String question;

  DraftCheck(LuceneAnalysis analysis, Block block, String question) {
    this.analysis = analysis;
    this.question = small(question);
    block
        .text()
        .lines()
        .forEach(
            line -> {
              Matcher head = SOURCE.matcher(line);
              if (head.find()) {
                sources.put(Integer.parseInt(head.group(1)), small(line));
              }
            });
  }

  /// The numbers of the sources that a text cites, in order, each once.
  static Set<Integer> marks(String text) {
    Set<Integer> numbers = new LinkedHashSet<>();
    Matcher mark = MARK.matcher(text);
    while (mark.find()) {
      for (String number : mark.group(1).split(",", -1)) {
        numbers.add(Integer.parseInt(number.strip()));
      }
    }
    return numbers;
  }

  /// The sentences of an answer, each with the marks that follow it.
  static List<String> sentences(String answer) {
    return SENTENCE.matcher(answer).results().map(found -> found.group().strip()).toList();
  }

  /// A sentence without its marks.
  static String unmarked(String sentence) {
    return MARK.matcher(sentence).replaceAll("").replaceAll("\\s+([.!?,;])", "$1").strip();
  }

  Verification check(String answer) {
    List<Problem> problems = new ArrayList<>();
    Set<Integer> cited = marks(answer);
    String everything = textOf(sources.keySet());
    if (cited.isEmpty()) {
      problems.add(new Problem("no-citation", ""));
    }
    cited.stream()
        .filter(number -> !sources.containsKey(number))
        .forEach(number -> problems.add(new Problem("unknown-citation", "[" + number + "]")));
    for (String sentence : sentences(answer)) {
      Set<Integer> own = marks(sentence);
      String text = textOf(own.isEmpty() ? cited : own);
      facts(sentence).stream()
          .filter(fact -> isNew(fact, text))
          .forEach(fact -> problems.add(new Problem("number-not-in-source", fact)));
      names(sentence).stream()
          .filter(name -> isNew(name, everything))
          .forEach(name -> problems.add(new Problem("name-not-in-source", name)));
    }
    return new Verification(problems);
  }

  private boolean isNew(String said, String text) {
    return !holds(text, small(said)) && !holds(question, small(said));
  }

  private static List<String> facts(String sentence) {
    return FACT.matcher(unmarked(sentence)).results().map(MatchResult::group).toList();
  }

  /// Words with a capital. The first of a sentence has one anyway: it counts where the next has one
  /// too, or where there is hardly another.
  private List<String> names(String sentence) {
    List<String> words =
        WORD.matcher(unmarked(sentence)).results().map(MatchResult::group).toList();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      boolean counts =
          i > 0 || words.size() <= FEW_WORDS || isCapital(words.get(Math.min(1, words.size() - 1)));
      if (counts && isCapital(words.get(i)) && !isGrammar(words.get(i))) {
        names.add(words.get(i));
      }
    }
    return names;
  }

  private static boolean isCapital(String word) {
    return Character.isUpperCase(word.codePointAt(0));
  }

  private boolean isGrammar(String word) {
    return analysis.terms(word, 1).stream().allMatch(term -> analysis.importance(term) < 1);
  }

  /// As a whole: 12 does not stand in 2012, nor 3.5 in 13.57.
  private static boolean holds(String text, String said) {
    for (int at = text.indexOf(said); at >= 0; at = text.indexOf(said, at + 1)) {
      if (isEdge(text, at - 1, -1) && isEdge(text, at + said.length(), 1)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isEdge(String text, int at, int step) {
    if (at < 0 || at >= text.length() || Character.isWhitespace(text.charAt(at))) {
      return true;
    }
    int beyond = at + step;
    boolean inNumber =
        (text.charAt(at) == '.' || text.charAt(at) == ',')
            && beyond >= 0
            && beyond < text.length()
            && Character.isDigit(text.charAt(beyond));
    return !inNumber && !Character.isLetterOrDigit(text.charAt(at));
  }

  private String textOf(Set<Integer> numbers) {
    StringBuilder text = new StringBuilder();
    numbers.forEach(number -> text.append(sources.getOrDefault(number, "")).append('\n'));
    return text.toString();
  }

  private static String small(String text) {
    return text.toLowerCase(Locale.ROOT).replace('’', '\'');
  }
}
