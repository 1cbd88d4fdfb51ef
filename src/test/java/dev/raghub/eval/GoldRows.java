package dev.raghub.eval;

import dev.raghub.document.Document;
import dev.raghub.source.Link;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// The gold rows of a question as a reader sees them: key, title and body of each.
record GoldRows(Map<String, Document> rows) {
  static String name(Document row) {
    return row.source() + ":" + row.key();
  }

  /// Those of the named rows that there are.
  static GoldRows of(Collection<String> names, Map<String, Document> all) {
    Map<String, Document> rows = new LinkedHashMap<>();
    names.stream().filter(all::containsKey).forEach(name -> rows.put(name, all.get(name)));
    return new GoldRows(rows);
  }

  /// These rows but one.
  GoldRows without(String name) {
    Map<String, Document> rest = new LinkedHashMap<>(rows);
    rest.remove(name);
    return new GoldRows(rest);
  }

  /// Those of the values that no row shows, as whole words in any case.
  List<String> missing(Collection<String> values) {
    List<String> texts =
        rows.values().stream()
            .map(row -> row.key() + "\n" + row.title() + "\n" + row.body())
            .map(text -> text.toLowerCase(Locale.ROOT))
            .toList();
    return values.stream()
        .filter(value -> texts.stream().noneMatch(text -> shows(text, value)))
        .toList();
  }

  private static boolean shows(String text, String value) {
    String words = Pattern.quote(value.toLowerCase(Locale.ROOT));
    return Pattern.compile("(?<!\\w)" + words + "(?!\\w)").matcher(text).find();
  }

  /// How many groups of rows there are that references connect.
  int groups() {
    Set<String> open = new HashSet<>(rows.keySet());
    int groups = 0;
    while (!open.isEmpty()) {
      groups++;
      Deque<String> next = new ArrayDeque<>(List.of(open.iterator().next()));
      while (!next.isEmpty()) {
        String row = next.pop();
        open.remove(row);
        open.stream().filter(other -> linked(row, other) || linked(other, row)).forEach(next::push);
      }
    }
    return groups;
  }

  private boolean linked(String from, String to) {
    return rows.get(from).links().stream().map(GoldRows::target).anyMatch(to::equals);
  }

  private static String target(Link link) {
    return link.source() + ":" + link.key();
  }
}
