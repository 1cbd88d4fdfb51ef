package dev.raghub.context;

import dev.raghub.answer.Block.Source;
import dev.raghub.answer.Citation;
import dev.raghub.answer.Passage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Chosen units as text: each source once, `[n] Title (source:key vN): …`, its sentences in the
/// order of the document with `…` for what is left out between them. The best source stands first,
/// the second best last, since language models read both ends best (Liu et al., "Lost in the
/// Middle", 2023).
final class Layout {
  private static final int MAX_TITLE = 120;
  private static final int MAX_LABEL = 60;

  private final Map<Integer, List<Unit>> byPassage = new TreeMap<>();
  private final int leftOut;

  /// @param found how many passages there were to choose from
  Layout(Collection<Unit> units, int found) {
    for (Unit unit : units) {
      byPassage.computeIfAbsent(unit.passage().rank(), rank -> new ArrayList<>()).add(unit);
    }
    byPassage.values().forEach(list -> list.sort(Comparator.comparingInt(Unit::place)));
    this.leftOut = found - byPassage.size();
  }

  String text() {
    return withNote(lines());
  }

  /// The sources, a line each.
  String lines() {
    return ordered().stream().map(Layout::source).collect(Collectors.joining("\n")).strip();
  }

  /// Lines, and below them how many passages are left out.
  String withNote(String lines) {
    String note = leftOut > 0 ? "(%d more passages left out)".formatted(leftOut) : "";
    return (lines + "\n" + note).strip();
  }

  List<Source> sources() {
    return ordered().stream()
        .map(
            units ->
                new Source(
                    units.getFirst().passage().citation(),
                    units.getFirst().passage().chunk(),
                    units.stream().map(unit -> unit.place() + 1).toList()))
        .toList();
  }

  int leftOut() {
    return leftOut;
  }

  private List<List<Unit>> ordered() {
    List<List<Unit>> ranked = List.copyOf(byPassage.values());
    List<List<Unit>> ordered = new ArrayList<>();
    for (int i = 0; i < ranked.size(); i += 2) {
      ordered.add(ranked.get(i));
    }
    int odd = ranked.size() % 2 == 0 ? ranked.size() - 1 : ranked.size() - 2;
    for (int i = odd; i > 0; i -= 2) {
      ordered.add(ranked.get(i));
    }
    return ordered;
  }

  private static String source(List<Unit> units) {
    Passage passage = units.getFirst().passage();
    StringBuilder line = new StringBuilder(head(passage.citation()));
    int next = 0;
    for (Unit unit : units) {
      if (unit.place() > next) {
        line.append(" …");
      }
      line.append(' ').append(unit.text()).append(unit.isField() ? ";" : "");
      next = unit.place() + 1;
    }
    if (next < passage.sentences().size()) {
      line.append(" …");
    }
    return line.toString().lines().collect(Collectors.joining(" "));
  }

  /// What stands before the sentences of a source.
  static String head(Citation citation) {
    return "[%d] %s (%s v%d):"
        .formatted(
            citation.number(),
            shortened(citation.title(), MAX_TITLE),
            shortened(label(citation), MAX_LABEL),
            citation.version());
  }

  private static String label(Citation citation) {
    return citation.workspace().map(name -> name + "/").orElse("")
        + citation.source()
        + ":"
        + citation.key();
  }

  private static String shortened(String text, int max) {
    return text.codePointCount(0, text.length()) <= max
        ? text
        : text.substring(0, text.offsetByCodePoints(0, max)) + "…";
  }
}
