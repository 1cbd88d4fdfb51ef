package dev.raghub.aggregate;

import dev.raghub.analysis.LuceneAnalysis;
import dev.raghub.extract.Words;
import dev.raghub.extract.Words.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// A question as words, without the courtesies in front of it.
record QuestionTokens(List<Token> tokens) {
  QuestionTokens {
    tokens = List.copyOf(tokens);
  }

  static QuestionTokens of(String question, LuceneAnalysis analysis) {
    List<Token> tokens = new ArrayList<>();
    for (Word word : Words.written(question)) {
      boolean letters = word.text().codePoints().anyMatch(Character::isLetter);
      boolean first = tokens.isEmpty();
      boolean capital = letters && word.capital() && (!first || shouted(question, word.text()));
      tokens.add(new Token(word.text(), term(analysis, word.text()), capital));
    }
    return new QuestionTokens(tokens.subList(Grammar.courtesy(tokens), tokens.size()));
  }

  /// The terms of a name in a schema, or of a phrase, a word each.
  static List<String> terms(LuceneAnalysis analysis, String phrase) {
    String spaced = phrase.replaceAll("_|(?<=\\p{Ll})(?=\\p{Lu})", " ");
    return Words.of(spaced).stream().map(word -> term(analysis, word)).toList();
  }

  private static String term(LuceneAnalysis analysis, String word) {
    return analysis.terms(word, 1).stream().findFirst().orElse(word);
  }

  private static boolean shouted(String question, String word) {
    return word.length() > 1 && question.strip().contains(word.toUpperCase(Locale.ROOT));
  }

  int size() {
    return tokens.size();
  }

  Token get(int at) {
    return tokens.get(at);
  }

  /// The words from one place to before another, as a name is kept.
  String name(int from, int to) {
    return tokens.subList(from, to).stream().map(Token::text).collect(Collectors.joining(" "));
  }

  boolean has(String text) {
    return tokens.stream().anyMatch(token -> token.text().equals(text));
  }

  /// Whether these words stand here.
  boolean startsWith(int at, List<String> texts) {
    if (at + texts.size() > size()) {
      return false;
    }
    for (int i = 0; i < texts.size(); i++) {
      if (!get(at + i).text().equals(texts.get(i))) {
        return false;
      }
    }
    return true;
  }

  /// Whether words with these terms stand here.
  boolean hasTerms(int at, List<String> terms) {
    if (terms.isEmpty() || at + terms.size() > size()) {
      return false;
    }
    for (int i = 0; i < terms.size(); i++) {
      if (!get(at + i).term().equals(terms.get(i))) {
        return false;
      }
    }
    return true;
  }

  /// Whether names can be told by their capitals: some word has one, and no word of grammar.
  boolean tellsNames() {
    boolean some = false;
    for (Token token : tokens) {
      if (token.capital() && Grammar.common(token.text())) {
        return false;
      }
      some |= token.capital();
    }
    return some;
  }
}
