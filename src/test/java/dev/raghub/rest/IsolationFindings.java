package dev.raghub.rest;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What the isolation matrix has found: each answer that was looked at, each that was not as it has
/// to be, and the tables that are published.
final class IsolationFindings {
  private final Map<String, List<String>> tables = new LinkedHashMap<>();
  private final List<String> failures = new ArrayList<>();
  private int checks;
  private int leaks;
  private int leaksBefore;

  /// An answer that may not hold certain words.
  ///
  /// @param operation what was called
  /// @param expected what should come of it, for the message of a failure
  /// @param text all that the caller can read
  /// @param hidden words that may not stand in it
  record Seen(String operation, String expected, String text, Collection<String> hidden) {
    List<String> leaked() {
      return hidden.stream().filter(text::contains).toList();
    }
  }

  /// Counts a look at an answer.
  ///
  /// @param asExpected whether it is what should come of it, apart from words that it may not hold
  void check(Seen seen, boolean asExpected) {
    checks++;
    List<String> leaked = seen.leaked();
    leaks += leaked.isEmpty() ? 0 : 1;
    if (!asExpected || !leaked.isEmpty()) {
      failures.add(
          "%s, %s, leaked %s, got: %s"
              .formatted(seen.operation(), seen.expected(), leaked, seen.text()));
    }
  }

  /// A line of a table; the leaks since the last one are its last cell.
  void row(String table, String... cells) {
    int since = leaks - leaksBefore;
    leaksBefore = leaks;
    tables
        .computeIfAbsent(table, name -> new ArrayList<>())
        .add(
            Stream.concat(Stream.of(cells), Stream.of("" + since))
                .collect(joining(" | ", "| ", " |")));
  }

  String table(String name) {
    return String.join("\n", tables.getOrDefault(name, List.of()));
  }

  List<String> failures() {
    return failures;
  }

  int checks() {
    return checks;
  }

  int leaks() {
    return leaks;
  }
}
