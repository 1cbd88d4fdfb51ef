package dev.raghub.aggregate;

import dev.raghub.aggregate.Part.Marker;
import dev.raghub.aggregate.Part.Mention;
import dev.raghub.aggregate.Part.Named;
import dev.raghub.aggregate.Part.When;
import dev.raghub.extract.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Finds values of the wanted source's facets in a question: "open tickets", "films rated PG-13".
///
/// A value is often a verb as well. "Did Ana open" and "closed by Ana" say who did it, "paid in
/// 2022" when: there the value is not taken unless the question names its column.
final class FacetFilters {
  private final QuestionTokens question;
  private final List<Part> parts;
  private final MappingWords words;
  private final Wish wish;

  /// By what a value reads like: its columns, and how it is stored there.
  private final Map<String, Map<String, List<String>>> values = new HashMap<>();

  FacetFilters(QuestionTokens question, List<Part> parts, MappingWords words, Wish wish) {
    this.question = question;
    this.parts = parts;
    this.words = words;
    this.wish = wish;
  }

  /// Whether a question may have a value at all: it says more than what is wanted.
  boolean worthAsking() {
    return !wish.rows().source().facets().isEmpty()
        && parts.stream()
            .filter(part -> !isFixed(part))
            .anyMatch(
                part ->
                    !(part instanceof Part.Other other)
                        || !Grammar.neutral(other.token().text(), wish.form()));
  }

  /// The filters among these facets.
  ///
  /// @param facets values by column
  Attempt<List<Filter.Value>> filters(Map<String, List<String>> facets) {
    facets.forEach(this::add);
    List<Attempt<Filter.Value>> found = new ArrayList<>();
    int at = 0;
    while (at < question.size()) {
      int to = longest(at);
      if (to > at) {
        int from = at;
        taken(from, to).forEach(found::add);
      }
      at = Math.max(at + 1, to);
    }
    return Attempt.all(found).then(this::oneOfAColumn);
  }

  private void add(String column, List<String> stored) {
    for (String value : stored) {
      String name = Words.name(value);
      if (!name.isEmpty()) {
        values
            .computeIfAbsent(name, _ -> new LinkedHashMap<>())
            .computeIfAbsent(column, _ -> new ArrayList<>())
            .add(value);
      }
    }
  }

  /// The end of the longest value that begins here, or the beginning.
  private int longest(int from) {
    int end = Math.min(question.size(), from + Words.MAX_NAME_WORDS);
    for (int to = end; to > from; to--) {
      if (values.containsKey(question.name(from, to)) && isFree(from, to)) {
        return to;
      }
    }
    return from;
  }

  /// Neither inside what says something else nor inside a longer name.
  private boolean isFree(int from, int to) {
    return parts.stream()
        .filter(part -> part.from() < to && from < part.to())
        .noneMatch(
            part ->
                isFixed(part) || (part instanceof Named && part.to() - part.from() > to - from));
  }

  private boolean isFixed(Part part) {
    return part instanceof Marker
        || part instanceof When
        || (part instanceof Named named && named.keyed())
        || (part instanceof Mention && Descriptions.isDescription(parts, parts.indexOf(part)))
        || wish.isMentionedBy(part);
  }

  /// The value as a filter; none where the words may be a verb.
  private List<Attempt<Filter.Value>> taken(int from, int to) {
    String name = question.name(from, to);
    Map<String, List<String>> columns = values.getOrDefault(name, Map.of());
    List<String> said =
        columns.keySet().stream().filter(column -> isSaid(column, from, to)).toList();
    if (said.isEmpty() && mayBeVerb(from, to)) {
      return List.of();
    }
    if (Grammar.neutral(name) && said.isEmpty()) {
      return List.of(ambiguous(name, Set.copyOf(columns.keySet()), "a word of grammar"));
    }
    List<String> meant = said.isEmpty() ? List.copyOf(columns.keySet()) : said;
    if (meant.size() > 1) {
      return List.of(ambiguous(name, Set.copyOf(meant), ""));
    }
    if (said.isEmpty() && isAlso(from, to)) {
      return List.of(ambiguous(name, Set.copyOf(meant), "the name of a row or table"));
    }
    String column = meant.getFirst();
    List<String> stored = columns.getOrDefault(column, List.of());
    String text = column.replace('_', ' ') + " " + stored.getFirst();
    return List.of(Attempt.of(new Filter.Value(column, stored, text, from, to)));
  }

  private static Attempt<Filter.Value> ambiguous(String name, Set<String> columns, String other) {
    List<String> meanings = new ArrayList<>(columns.stream().sorted().toList());
    if (!other.isEmpty()) {
      meanings.add(other);
    }
    return Attempt.refuse(
        DeclineCode.AMBIGUOUS_NAME,
        "\"%s\" may be %s. Say which.".formatted(name, String.join(" or ", meanings)));
  }

  /// Whether the question names the column beside the value: "status open", "high priority", "whose
  /// status is open".
  private boolean isSaid(String column, int from, int to) {
    List<String> terms = words.terms(column);
    int before = from;
    while (before > 0 && Grammar.neutral(question.get(before - 1).text())) {
      before--;
    }
    int start = before - terms.size();
    return question.hasTerms(to, terms) || (start >= 0 && question.hasTerms(start, terms));
  }

  private boolean mayBeVerb(int from, int to) {
    boolean behindAuxiliary =
        question.tokens().subList(0, from).stream()
            .anyMatch(token -> Grammar.auxiliary(token.text()));
    boolean done = to < question.size() && question.get(to).text().equals("by");
    boolean dated = parts.stream().anyMatch(part -> part instanceof When && part.from() == to);
    return behindAuxiliary || done || dated;
  }

  /// Whether the words also are a name or a mention.
  private boolean isAlso(int from, int to) {
    return parts.stream()
        .filter(part -> part instanceof Named || part instanceof Mention)
        .anyMatch(part -> part.from() == from && part.to() == to);
  }

  private Attempt<List<Filter.Value>> oneOfAColumn(List<Filter.Value> found) {
    Set<String> columns = found.stream().map(Filter.Value::column).collect(Collectors.toSet());
    return columns.size() == found.stream().map(Filter.Value::text).distinct().count()
        ? Attempt.of(found)
        : Attempt.refuse(
            DeclineCode.SEVERAL_QUESTIONS,
            "the question names two values of one column. Ask for each.");
  }
}
