package dev.raghub.corpus;

/// What a row is and its key, as words: `order_details` and `10248,11` are "order details 10248
/// 11".
public final class RowLabel {
  private RowLabel() {}

  public static String of(String source, String key) {
    return source.replaceAll("[_.]|(?<=\\p{Ll})(?=\\p{Lu})", " ") + " " + key.replace(',', ' ');
  }
}
