package dev.raghub.resolve;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// Names without what only says which kind of company bears them.
final class LegalForms {
  private static final Set<String> FORMS =
      Set.of(
          "inc",
          "incorporated",
          "ltd",
          "limited",
          "llc",
          "llp",
          "lp",
          "plc",
          "corp",
          "corporation",
          "co",
          "company",
          "gmbh",
          "mbh",
          "ag",
          "kg",
          "kgaa",
          "ohg",
          "gbr",
          "ug",
          "se",
          "sa",
          "sas",
          "sarl",
          "sl",
          "srl",
          "spa",
          "bv",
          "nv",
          "oy",
          "oyj",
          "ab",
          "as",
          "asa",
          "aps",
          "kk",
          "pty",
          "pte",
          "pvt",
          "sro",
          "doo",
          "zoo",
          "kft",
          "ooo");
  private static final int MAX_LETTERS = 3;

  private LegalForms() {}

  /// The name's letters and digits without spaces and without legal forms at its end; the name
  /// itself where nothing else is in it.
  ///
  /// @param name normalised
  static String without(String name) {
    List<String> words = Arrays.asList(name.split(" ", -1));
    int end = words.size();
    for (int form = endOfForm(words, end); form > 0; form = endOfForm(words, end)) {
      end = form;
    }
    return String.join("", words.subList(0, end));
  }

  /// Where the form begins with which these words end, `s a` and `l l c` included; -1 where none
  /// does.
  private static int endOfForm(List<String> words, int end) {
    if (end > 1 && FORMS.contains(words.get(end - 1))) {
      return end - 1;
    }
    StringBuilder letters = new StringBuilder();
    for (int at = end - 1; at > 0 && end - at <= MAX_LETTERS; at--) {
      if (words.get(at).length() != 1) {
        return -1;
      }
      letters.insert(0, words.get(at));
      if (letters.length() > 1 && FORMS.contains(letters.toString())) {
        return at;
      }
    }
    return -1;
  }
}
