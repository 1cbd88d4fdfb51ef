package dev.raghub.workspace;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import java.text.Normalizer;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// What a document may be read by, or a key may read. A document with labels is read by who holds
/// one of them; one without, by everybody in its workspace.
///
/// @param names at most [#MOST], each of `a-z`, `0-9`, `-` and `_`, at most 63 characters, in order
public record Labels(List<String> names) {
  public static final Labels NONE = new Labels(List.of());
  public static final int MOST = 100;
  private static final int MAX_LENGTH = 63;
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,62}");
  private static final Pattern SEPARATORS = Pattern.compile("[,;{}\"\\s]+");

  /// INVALID_REQUEST where one is no label or there are too many.
  public Labels {
    Set<String> ordered = new TreeSet<>(names);
    if (ordered.size() > MOST || !ordered.stream().allMatch(name -> NAME.matcher(name).matches())) {
      throw new RaghubException(
          ErrorCode.INVALID_REQUEST,
          "labels: expected at most %d, each of a-z, 0-9, '-' and '_', 1 to %d characters, beginning with a letter or digit"
              .formatted(MOST, MAX_LENGTH));
    }
    names = List.copyOf(ordered);
  }

  public static Labels of(Collection<String> names) {
    return new Labels(List.copyOf(names));
  }

  /// Out of the cells of a row, which may hold several each and anything at all. What is no label
  /// is made one: a row that says it is secret must not be open because of how it says so.
  public static Labels ofCells(Collection<String> cells) {
    Set<String> names = new TreeSet<>();
    for (String cell : cells) {
      for (String word : SEPARATORS.split(cell, -1)) {
        if (!word.isEmpty()) {
          names.add(normalised(word));
        }
      }
    }
    return names.size() > MOST ? new Labels(List.of("too-many")) : of(names);
  }

  private static String normalised(String word) {
    String name =
        Normalizer.normalize(word, Normalizer.Form.NFKD)
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9_-]", "-")
            .replaceFirst("^[_-]+", "");
    String named = name.isEmpty() ? "unreadable" : name;
    return named.substring(0, Math.min(MAX_LENGTH, named.length()));
  }

  public boolean isEmpty() {
    return names.isEmpty();
  }
}
