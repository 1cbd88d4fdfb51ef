package dev.raghub.bench;

import dev.raghub.analysis.TermSets;
import dev.raghub.corpus.Sentence;
import dev.raghub.graph.FieldName;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// A sentence, or a row's field line, as the words that it is made of: text, terms and mentions all
/// come from them, so that none has to be analysed out of another.
public final class SyntheticLine {
  private static final Vocabulary VOCABULARY = Vocabulary.ENGLISH;

  private final Optional<FieldName> field;
  private final int[] words;
  private final boolean[] capitals;
  private final List<SyntheticName> names;

  /// @param capitals which words are written as names are
  /// @param names what it mentions
  SyntheticLine(
      Optional<FieldName> field, int[] words, boolean[] capitals, List<SyntheticName> names) {
    this.field = field;
    this.words = words;
    this.capitals = capitals;
    this.names = List.copyOf(names);
  }

  /// Which field it is; empty for a sentence.
  public Optional<FieldName> field() {
    return field;
  }

  /// What it mentions, in any order, doubles included.
  public List<SyntheticName> names() {
    return names;
  }

  /// As [dev.raghub.corpus.ChunkTerms] has it of the text.
  public char[] terms() {
    char[] own = new char[words.length];
    for (int i = 0; i < words.length; i++) {
      own[i] = VOCABULARY.fingerprint(words[i]);
    }
    return distinct(own, field.map(SyntheticRows::terms).orElse(NONE));
  }

  /// The text as it is stored.
  public Sentence sentence() {
    StringBuilder text = new StringBuilder();
    field.ifPresent(it -> text.append("- ").append(it.name()).append(": "));
    for (int i = 0; i < words.length; i++) {
      boolean capital = capitals[i] || (i == 0 && field.isEmpty());
      text.append(i == 0 ? "" : " ").append(written(words[i], capital));
    }
    return new Sentence(text.append(field.isEmpty() ? "." : "").toString(), field.isEmpty());
  }

  /// Its words that carry meaning and belong to no name.
  List<Integer> content() {
    return java.util.stream.IntStream.range(0, words.length)
        .filter(i -> !capitals[i] && words[i] >= Vocabulary.FIRST_CONTENT)
        .mapToObj(i -> words[i])
        .toList();
  }

  static String written(int word, boolean capital) {
    String small = VOCABULARY.word(word);
    return capital ? small.substring(0, 1).toUpperCase(Locale.ROOT) + small.substring(1) : small;
  }

  /// The fingerprints of a name's words and of further terms, as a set.
  static char[] terms(SyntheticName name, Set<String> further) {
    char[] own = new char[name.words().length];
    for (int i = 0; i < own.length; i++) {
      own[i] = VOCABULARY.fingerprint(name.words()[i]);
    }
    return distinct(own, TermSets.of(further));
  }

  private static final char[] NONE = {};

  private static char[] distinct(char[] own, char[] further) {
    char[] all = Arrays.copyOf(own, own.length + further.length);
    System.arraycopy(further, 0, all, own.length, further.length);
    Arrays.sort(all);
    int kept = 0;
    for (int i = 0; i < all.length; i++) {
      if (i == 0 || all[i] != all[i - 1]) {
        all[kept++] = all[i];
      }
    }
    return Arrays.copyOf(all, kept);
  }
}
