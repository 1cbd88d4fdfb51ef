package dev.raghub.model;

/// An over-estimate for a model whose tokenizer is not known: a token for each begun run of four
/// letters beyond a word's first five, for each digit, for each other sign, and for each byte of a
/// letter outside ASCII. Never below the real count of the tokenizers that we can check
/// (`EstimatedTokenCounterTest`), on English about a sixth above.
final class EstimatedTokenCounter implements TokenCounter {
  private static final int FIRST = 5;
  private static final int NEXT = 4;
  private static final int ASCII = 0x80;

  @Override
  public int count(String text) {
    int tokens = 0;
    int letters = 0;
    for (int i = 0; i < text.length(); i++) {
      char sign = text.charAt(i);
      if (sign < ASCII && Character.isLetter(sign)) {
        letters++;
        tokens += startsToken(letters) ? 1 : 0;
      } else {
        letters = 0;
        tokens += sign == ' ' ? 0 : sign < ASCII ? 1 : bytes(sign);
      }
    }
    return tokens;
  }

  private static boolean startsToken(int letters) {
    return letters == 1 || (letters > FIRST && (letters - FIRST) % NEXT == 1);
  }

  private static int bytes(char sign) {
    return sign < 0x800 || Character.isSurrogate(sign) ? 2 : 3;
  }
}
