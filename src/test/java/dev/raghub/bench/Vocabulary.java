package dev.raghub.bench;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import com.knuddels.jtokkit.api.IntArrayList;
import dev.raghub.analysis.LuceneAnalysis;
import dev.raghub.analysis.TermSets;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Fifty thousand words, most frequent first: English ones out of a tokenizer's table, which
/// learned them in about this order, and compounds of these where the table ends. So tokenizers and
/// the embedder see text that is cut as English is.
final class Vocabulary {
  static final int SIZE = 50_000;

  /// Ranks from here on carry meaning.
  static final int FIRST_CONTENT = 150;

  private static final String MOST_FREQUENT =
      """
      the of and to in a is was for on by with as at from that it his are be this which or had an were
      not have but they he she her its their also after one two first new other who when where there
      some into than been has more can would all no over may about him them our we you what how
      """;
  private static final Pattern WORD = Pattern.compile(" [a-z]{4,}");
  private static final int TOKENS = 50_000;

  /// Shared: it takes half a second to make.
  static final Vocabulary ENGLISH = new Vocabulary();

  private final List<String> words;
  private final char[] fingerprints = new char[SIZE];

  private Vocabulary() {
    LuceneAnalysis analysis = new LuceneAnalysis();
    Set<String> found = new LinkedHashSet<>(List.of(MOST_FREQUENT.strip().split("\\s+", -1)));
    addTokens(found);
    addCompounds(found);
    this.words = found.stream().limit(SIZE).toList();
    for (int i = 0; i < SIZE; i++) {
      Collection<String> terms = analysis.terms(words.get(i), Integer.MAX_VALUE);
      if (terms.size() != 1) {
        throw new IllegalStateException("\"%s\" is not one term".formatted(words.get(i)));
      }
      fingerprints[i] = TermSets.fingerprint(terms.iterator().next());
    }
  }

  String word(int rank) {
    return words.get(rank);
  }

  /// See [TermSets#fingerprint].
  char fingerprint(int rank) {
    return fingerprints[rank];
  }

  private static void addTokens(Set<String> found) {
    Encoding encoding = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.R50K_BASE);
    for (int token = 0; token < TOKENS; token++) {
      IntArrayList one = new IntArrayList();
      one.add(token);
      String text = encoding.decode(one);
      if (WORD.matcher(text).matches()) {
        found.add(text.strip());
      }
    }
  }

  private static void addCompounds(Set<String> found) {
    List<String> parts = List.copyOf(found);
    for (int i = 0; found.size() < SIZE; i++) {
      String first = parts.get(FIRST_CONTENT + i % 1_009);
      String second = parts.get(FIRST_CONTENT + (i * 31) % 2_003);
      found.add(first + second);
    }
  }
}
