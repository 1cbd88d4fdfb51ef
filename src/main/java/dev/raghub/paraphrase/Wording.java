package dev.raghub.paraphrase;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A question taken apart.
///
/// @param text as it was asked, without what asks for nothing ("or not")
/// @param written the words as they were written
/// @param words the words in lower case, at the same places
/// @param content those that carry the subject, as they were written
record Wording(
    String text, List<String> written, List<String> words, List<String> content, Form form) {
  /// Words with letters and digits of any script; a hyphen, point or comma joins where a digit
  /// follows ("WT-44219", "5,000", "3.5"), and "C++" and "C#" are words.
  private static final Pattern WORD =
      Pattern.compile(
          "[\\p{L}\\p{N}]+(?:[-.,/:][\\p{L}\\p{N}]*\\p{N}[\\p{L}\\p{N}]*|[+#]+)*|[$€£¥%]");

  private static final Pattern CANNOT = Pattern.compile("(?i)\\b(can'?t|cannot)\\b");
  private static final Pattern WONT = Pattern.compile("(?i)\\bwon't\\b");
  private static final Pattern GLUED =
      Pattern.compile("(?i)\\b(what|who|where|how)(s|do|does|is|are)\\b");
  private static final Pattern NOT = Pattern.compile("(?i)n't\\b");
  private static final Pattern EMPTY_TAIL = Pattern.compile("(?i)\\b(why )?or (why )?not\\b");
  private static final Pattern LIKE =
      Pattern.compile(
          "(?i)\\b(looks?|feels?|sounds?|tastes?|is it|it is|was it|be|would|d) like\\b");
  private static final Pattern ASKED_NOUN =
      Pattern.compile("(?i)\\W*what\\W+(\\w+)\\W+(do|does|did|can|should|is|are)\\b.*");
  private static final Pattern ASKED_PLAINLY =
      Pattern.compile("(?i)\\W*what\\W*(s|is|are|do|does)\\b.*");
  private static final Pattern MOMENT =
      Pattern.compile(
          "(?i)\\b(right now|today|tonight|tomorrow|yesterday|now|currently|current|at the moment|as of|this (week|month|morning)|so far|real[- ]?time)\\b");
  private static final int NEAR = 3;
  private static final Set<String> BEING =
      Set.of("is", "are", "was", "were", "be", "been", "get", "gets", "got");

  Wording {
    written = List.copyOf(written);
    words = List.copyOf(words);
    content = List.copyOf(content);
  }

  static Wording of(String question) {
    String text = question.replace('’', '\'').replace('‘', '\'');
    text = GLUED.matcher(text).replaceAll("$1 $2");
    text = CANNOT.matcher(text).replaceAll("can not");
    text = NOT.matcher(WONT.matcher(text).replaceAll("will not")).replaceAll(" not");
    text = LIKE.matcher(EMPTY_TAIL.matcher(text).replaceAll("")).replaceAll("$1");
    List<String> written = new ArrayList<>();
    Matcher matcher = WORD.matcher(text);
    while (matcher.find()) {
      written.add(matcher.group());
    }
    List<String> words = written.stream().map(word -> word.toLowerCase(Locale.ROOT)).toList();
    List<String> content = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      if (!Vocabulary.FRAME.contains(words.get(i))
          && !Vocabulary.NEGATIONS.contains(words.get(i))) {
        content.add(written.get(i));
      }
    }
    return new Wording(text, written, words, content, Form.of(text, words));
  }

  /// Numbers and identifiers, sorted: whatever has a digit, and the numbers written as words.
  List<String> numbers() {
    return words.stream()
        .map(word -> Vocabulary.NUMBERS.getOrDefault(word, word))
        .filter(word -> word.chars().anyMatch(Character::isDigit))
        .map(word -> word.replaceAll("(?<=\\d),(?=\\d{3})", "").replaceAll("^v(?=\\d)", ""))
        .sorted()
        .toList();
  }

  /// Two negations make none.
  boolean negated() {
    return words.stream().filter(Vocabulary.NEGATIONS::contains).count() % 2 == 1;
  }

  Set<String> quantifiers() {
    return words.stream()
        .map(Vocabulary.QUANTIFIERS::get)
        .filter(Objects::nonNull)
        .collect(Collectors.toSet());
  }

  /// Whether its answer is another one tomorrow although no row has changed.
  boolean momentary() {
    return MOMENT.matcher(text).find();
  }

  /// Whether it wants something done.
  boolean action() {
    if (words.isEmpty() || words.getFirst().equals("how")) {
      return false;
    }
    if (words.size() > 1
        && Set.of("can", "could", "would", "will").contains(words.get(0))
        && words.get(1).equals("i")) {
      return false;
    }
    return words.stream()
        .dropWhile(Vocabulary.POLITENESS::contains)
        .limit(1)
        .anyMatch(Vocabulary.ACTIONS::contains);
  }

  boolean says(Set<String> any) {
    return words.stream().anyMatch(any::contains);
  }

  /// The first word with content after each word of direction, nearby.
  Map<String, List<String>> objects() {
    Map<String, List<String>> objects = new HashMap<>();
    for (int i = 0; i < words.size(); i++) {
      if (Vocabulary.DIRECTIONS.contains(words.get(i))) {
        List<String> found = objects.computeIfAbsent(words.get(i), key -> new ArrayList<>());
        words.subList(i + 1, Math.min(words.size(), i + 1 + NEAR)).stream()
            .filter(word -> !Vocabulary.FRAME.contains(word))
            .findFirst()
            .ifPresent(found::add);
      }
    }
    return objects;
  }

  /// Whether a word is written as a name: with a capital, and not for standing first.
  boolean name(String word) {
    if (word.chars().noneMatch(Character::isUpperCase)) {
      return false;
    }
    boolean acronym = word.length() > 1 && word.chars().allMatch(Character::isUpperCase);
    boolean mixed = word.substring(1).chars().anyMatch(Character::isUpperCase);
    return !written.getFirst().equals(word) || acronym || mixed;
  }

  /// Its names in order, in lower case.
  List<String> names() {
    return content.stream().filter(this::name).map(Alignment::lower).toList();
  }

  /// Whether what is done is said of what it is done to.
  boolean passive() {
    return words.contains("by")
        || (says(BEING)
            && words.stream().anyMatch(word -> word.endsWith("ed") || word.endsWith("en")));
  }

  /// Whether a word stands behind a pronoun that begins a clause of its own: "a girl I like".
  boolean beginsClause(String word) {
    int at = written.indexOf(word);
    return at > 1
        && Set.of("i", "you", "we", "they", "he", "she").contains(words.get(at - 1))
        && !Vocabulary.AUXILIARIES.contains(words.get(at - 2))
        && !Vocabulary.QUESTION_WORDS.contains(words.get(at - 2));
  }

  /// The noun of "what documents do I need", which "what do I need" leaves out.
  Set<String> askedNoun(Wording other) {
    Matcher noun = ASKED_NOUN.matcher(text);
    return noun.matches() && ASKED_PLAINLY.matcher(other.text).matches()
        ? new HashSet<>(Set.of(noun.group(1).toLowerCase(Locale.ROOT)))
        : Set.of();
  }
}
