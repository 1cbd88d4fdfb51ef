package dev.raghub.extract;

import dev.raghub.corpus.StableHash;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Text as comparable words: NFKC, lower case, runs of letters and digits; an ideograph or kana is
/// a word of its own, so that names are found in text without spaces. A name is its words joined by
/// one space.
public final class Words {
  /// The most words of a name.
  public static final int MAX_NAME_WORDS = 12;

  /// The bits of a pair's number that the second word has. Two that share them are told apart in
  /// the text.
  private static final long OF_NEXT = (1L << 24) - 1;

  private static final int MIN_NAME_LETTERS = 3;
  private static final int MIN_NAME_IDEOGRAPHS = 2;

  private Words() {}

  /// A word of a text.
  ///
  /// @param text in small letters
  /// @param capital whether the text writes it as names are written: not in small letters alone
  public record Word(String text, boolean capital) {}

  /// The words of a text, in order.
  public static List<String> of(String text) {
    return written(text).stream().map(Word::text).toList();
  }

  /// The words of a text, in order, with how it writes them.
  public static List<Word> written(String text) {
    String normal = Normalizer.normalize(text, Normalizer.Form.NFKC);
    List<Word> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    normal.codePoints().forEach(point -> add(words, word, point));
    close(words, word);
    return words;
  }

  /// The text as a name, such as `academy dinosaur`.
  public static String name(String text) {
    return String.join(" ", of(text));
  }

  /// Whether words can serve as a name in a gazetteer: 1 to [#MAX_NAME_WORDS] words with at least
  /// three letters or digits (two ideographs) and not only digits.
  public static boolean canBeName(List<String> words) {
    Letters letters = words.stream().map(Letters::of).reduce(Letters.NONE, Letters::plus);
    return words.size() <= MAX_NAME_WORDS && letters.canBeName();
  }

  /// What of words decides whether they can be a name, known word by word: who tries all runs of a
  /// text's words need not look at each word again for every run.
  ///
  /// @param count letters and digits
  /// @param digitsOnly whether there is nothing but digits
  /// @param ideographs whether a letter is a word of its own
  public record Letters(int count, boolean digitsOnly, boolean ideographs) {
    public static final Letters NONE = new Letters(0, true, false);

    public static Letters of(String word) {
      return new Letters(
          word.codePointCount(0, word.length()),
          word.codePoints().allMatch(Character::isDigit),
          word.codePoints().anyMatch(Words::standsAlone));
    }

    public Letters plus(Letters more) {
      return new Letters(
          count + more.count, digitsOnly && more.digitsOnly, ideographs || more.ideographs);
    }

    /// See [Words#canBeName], but for the number of words.
    public boolean canBeName() {
      return count >= (ideographs ? MIN_NAME_IDEOGRAPHS : MIN_NAME_LETTERS) && !digitsOnly;
    }
  }

  /// The number under which a word with the one behind it is kept for look-ups. Words that begin so
  /// lie side by side, see [#first] and [#last].
  ///
  /// @param next empty at the end of a sentence
  public static long pair(String word, String next) {
    return first(word) | (StableHash.id("word", next) & OF_NEXT);
  }

  /// The lowest number of a pair with this word in front.
  public static long first(String word) {
    return StableHash.id("word", word) & ~OF_NEXT;
  }

  /// The highest.
  public static long last(String word) {
    return first(word) | OF_NEXT;
  }

  private static void add(List<Word> words, StringBuilder word, int point) {
    if (standsAlone(point)) {
      close(words, word);
      word.appendCodePoint(point);
      close(words, word);
    } else if (Character.isLetterOrDigit(point)
        || Character.getType(point) == Character.NON_SPACING_MARK) {
      word.appendCodePoint(point);
    } else {
      close(words, word);
    }
  }

  private static void close(List<Word> words, StringBuilder word) {
    if (!word.isEmpty()) {
      String written = word.toString();
      boolean capital =
          !Character.isLowerCase(written.codePointAt(0))
              || written.codePoints().anyMatch(Character::isUpperCase);
      words.add(new Word(written.toLowerCase(Locale.ROOT), capital));
      word.setLength(0);
    }
  }

  private static boolean standsAlone(int point) {
    return switch (Character.UnicodeScript.of(point)) {
      case HAN, HIRAGANA, KATAKANA -> true;
      default -> false;
    };
  }
}
