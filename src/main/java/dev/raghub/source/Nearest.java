package dev.raghub.source;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Finds the names that a person may have meant.
final class Nearest {
  private static final int SHOWN = 3;

  private Nearest() {}

  /// `; nearest: film, file`, or nothing when no name is near.
  static String hint(String wrong, Collection<String> names) {
    int best = names.stream().mapToInt(name -> distance(wrong, name)).min().orElse(0);
    int limit = Math.min(best + 1, Math.max(2, wrong.length() / 3));
    List<String> near =
        names.stream()
            .distinct()
            .filter(name -> distance(wrong, name) <= limit)
            .sorted(Comparator.comparingInt((String name) -> distance(wrong, name)))
            .limit(SHOWN)
            .toList();
    return near.isEmpty() ? "" : "; nearest: " + String.join(", ", near);
  }

  /// Levenshtein's distance, blind to case.
  private static int distance(String left, String right) {
    String a = left.toLowerCase(Locale.ROOT);
    String b = right.toLowerCase(Locale.ROOT);
    int[] above = new int[b.length() + 1];
    for (int at = 0; at <= b.length(); at++) {
      above[at] = at;
    }
    for (int row = 1; row <= a.length(); row++) {
      int[] here = new int[b.length() + 1];
      here[0] = row;
      for (int at = 1; at <= b.length(); at++) {
        int change = above[at - 1] + (a.charAt(row - 1) == b.charAt(at - 1) ? 0 : 1);
        here[at] = Math.min(change, Math.min(above[at], here[at - 1]) + 1);
      }
      above = here;
    }
    return above[b.length()];
  }
}
