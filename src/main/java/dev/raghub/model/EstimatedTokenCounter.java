package dev.raghub.model;

import java.util.Arrays;
import java.util.List;

/// An over-estimate for a model whose tokenizer is not known. Of a word's letters, these begin a
/// token: the first, each third beyond the first four, the second of a pair that English hardly has
/// (`zc`), and each capital that follows a letter. Each digit, each other sign, each space but the
/// one before a word, and each byte of a letter outside ASCII is one. Not below the count of the
/// tokenizers that we can check on the texts of `EstimatedTokenCounterTest`; on English about half
/// above.
final class EstimatedTokenCounter implements TokenCounter {
  private static final int FIRST = 4;
  private static final int NEXT = 3;
  private static final int ASCII = 0x80;

  /// After `a`, `b`, …: the letters that follow in at least one of 2,000 pairs of English.
  private static final List<String> FOLLOWERS =
      Arrays.asList(
          ("bcdfgiklmnprstuvwy aeiloruy acehiklortu aeiorsuy abcdefgilmnoprstuvwxy aefilort "
                  + "aehilnoru aeiortu abcdefglmnoprstvz aou aeinos abdeilmostuy abeimopsu "
                  + "acdegiknostuy abcdfghiklmnoprstuvw aehiloprtu u acdegiklmnoprstuvy "
                  + "acehiklmopstu aehilorstuwy abcdegilmnprst aeio aehinor - eos e")
              .split(" ", -1));

  @Override
  public int count(String text) {
    int tokens = 0;
    int letters = 0;
    for (int i = 0; i < text.length(); i++) {
      char sign = text.charAt(i);
      if (isLetter(sign)) {
        letters++;
        tokens += startsToken(letters, i > 0 ? text.charAt(i - 1) : ' ', sign) ? 1 : 0;
      } else {
        letters = 0;
        boolean free = sign == ' ' && i + 1 < text.length() && isLetter(text.charAt(i + 1));
        tokens += free ? 0 : bytes(sign);
      }
    }
    return tokens;
  }

  private static boolean startsToken(int letters, char before, char letter) {
    return letters == 1
        || (letters > FIRST && (letters - FIRST) % NEXT == 1)
        || Character.isUpperCase(letter)
        || FOLLOWERS.get(Character.toLowerCase(before) - 'a').indexOf(Character.toLowerCase(letter))
            < 0;
  }

  private static boolean isLetter(char sign) {
    return sign < ASCII && Character.isLetter(sign);
  }

  private static int bytes(char sign) {
    return sign < ASCII ? 1 : sign < 0x800 || Character.isSurrogate(sign) ? 2 : 3;
  }
}
