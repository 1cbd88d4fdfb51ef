package dev.raghub.source;

import java.util.Locale;
import java.util.Set;

/// Names of a schema turned into words, and words into their singular and plural. English only; any
/// other name passes through unharmed.
final class Words {
  private static final Set<String> SAME =
      Set.of("news", "series", "species", "status", "address", "data", "sales", "goods", "staff");

  private Words() {}

  /// `release_date`, `releaseDate` and `Release-Date` are all `release_date`.
  static String snake(String name) {
    return name.strip()
        .replaceAll("([\\p{Ll}\\p{Nd}])(\\p{Lu})", "$1_$2")
        .replaceAll("(\\p{Lu})(\\p{Lu}\\p{Ll})", "$1_$2")
        .replaceAll("[\\s_\\-.]+", "_")
        .replaceAll("^_|_$", "")
        .toLowerCase(Locale.ROOT);
  }

  /// `release_date` → `release date`.
  static String human(String name) {
    String words = snake(name).replace('_', ' ');
    return words.isEmpty() ? name : words;
  }

  /// The name of what a key column points to: `customer_id` → `customer`.
  static String role(String column) {
    String role = snake(column).replaceFirst("_(id|fk|key|uuid|code)$", "");
    return role.isEmpty() ? snake(column) : role;
  }

  /// `order_details` → `order_detail`, `categories` → `category`, `status` → `status`.
  static String singular(String name) {
    int cut = name.lastIndexOf('_') + 1;
    return name.substring(0, cut) + singularWord(name.substring(cut));
  }

  private static String singularWord(String word) {
    if (SAME.contains(word) || word.length() < 4 || !word.endsWith("s")) {
      return word.equals("people") ? "person" : word.equals("children") ? "child" : word;
    }
    if (word.matches(".*(ss|us|is|as|os)") && !word.endsWith("eos")) {
      return word;
    }
    if (word.endsWith("ies") && !word.equals("movies") && !word.equals("cookies")) {
      return word.substring(0, word.length() - 3) + "y";
    }
    if (word.matches(".*(xes|ches|shes|sses|zzes|[tbrpn]uses|oes)")
        && !word.matches(".*(shoes|axes)")) {
      return word.substring(0, word.length() - 2);
    }
    return word.substring(0, word.length() - 1);
  }

  /// `category` → `categories`; a word that is a plural already stays.
  static String plural(String name) {
    int cut = name.lastIndexOf('_') + 1;
    String word = name.substring(cut);
    return name.substring(0, cut) + pluralWord(word);
  }

  private static String pluralWord(String word) {
    if (!singularWord(word).equals(word)
        || word.matches("people|children|staff|news|data|series|species")) {
      return word;
    }
    if (word.equals("person")) {
      return "people";
    }
    if (word.matches(".*[^aeiou]y")) {
      return word.substring(0, word.length() - 1) + "ies";
    }
    return word.matches(".*(s|x|z|ch|sh)") ? word + "es" : word + "s";
  }
}
