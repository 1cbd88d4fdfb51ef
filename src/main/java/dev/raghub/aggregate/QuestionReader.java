package dev.raghub.aggregate;

import dev.raghub.analysis.LuceneAnalysis;
import dev.raghub.source.Aggregation;
import dev.raghub.source.Aggregation.Operation;
import dev.raghub.source.Mapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads what a question wants to be computed. Works on words alone and asks nobody but its
/// arguments.
final class QuestionReader {
  private final LuceneAnalysis analysis = new LuceneAnalysis();

  /// Gives the values that the facets of a source have, by column.
  @FunctionalInterface
  interface Facets {
    Map<String, List<String>> of(MappedSource source);
  }

  /// Whether a question may want something computed; if not, there is nothing to be read.
  boolean worthReading(String question) {
    return Markers.anyIn(QuestionTokens.of(question, analysis));
  }

  /// @param mappings of the workspace; none = it has none
  Reading read(String text, List<Mapping> mappings, RowNames names, Facets facets) {
    QuestionTokens question = QuestionTokens.of(text, analysis);
    if (!Markers.anyIn(question)) {
      return new Reading.None();
    }
    MappingWords words = new MappingWords(mappings, analysis);
    List<Part> parts = new Parts(question, words, names).parts();
    Optional<Attempt<Wish>> wish = new WishReader(question, parts, words).wish();
    if (wish.isEmpty()) {
      return new Reading.None();
    }
    if (mappings.isEmpty()) {
      return new Reading.Refused(
          DeclineCode.NO_MAPPING.because(
              "this workspace has no mapping, so nothing in it can be counted or added up."));
    }
    Attempt<Reading.Asked> asked =
        wish.get().then(found -> new Understanding(question, parts, words, found).asked(facets));
    return switch (asked) {
      case Attempt.Good<Reading.Asked> good -> good.value();
      case Attempt.Refused<Reading.Asked> refused -> new Reading.Refused(refused.reason());
    };
  }

  /// A question whose wish is known.
  private record Understanding(
      QuestionTokens question, List<Part> parts, MappingWords words, Wish wish) {

    Attempt<Reading.Asked> asked(Facets facets) {
      return new Columns(question, parts, words, wish)
          .column()
          .then(
              column ->
                  values(facets)
                      .then(this::filters)
                      .then(found -> leftovers(found).none(column))
                      .then(found -> Attempt.of(asked(column, found))));
    }

    private Attempt<List<Filter.Value>> values(Facets facets) {
      FacetFilters filters = new FacetFilters(question, parts, words, wish);
      return filters.worthAsking()
          ? filters.filters(facets.of(wish.rows()))
          : Attempt.of(List.of());
    }

    private Attempt<List<Filter>> filters(List<Filter.Value> values) {
      List<Part> others =
          parts.stream()
              .filter(part -> values.stream().noneMatch(value -> overlap(part, value)))
              .toList();
      return new RowFilters(question, others, words, wish)
          .filters()
          .then(rows -> times().then(times -> Attempt.of(together(rows, values, times))));
    }

    private static boolean overlap(Part part, Filter.Value value) {
      return part instanceof Part.Named && part.from() < value.to() && value.from() < part.to();
    }

    private Attempt<List<Filter.Time>> times() {
      return new TimeFilters(question, parts, words, wish).filters();
    }

    private static List<Filter> together(
        List<Filter> rows, List<Filter.Value> values, List<Filter.Time> times) {
      List<Filter> all = new ArrayList<>(rows);
      all.addAll(values);
      all.addAll(times);
      return all;
    }

    private Leftovers leftovers(List<Filter> filters) {
      return new Leftovers(question, parts, words, wish, filters);
    }

    private Reading.Asked asked(String column, List<Filter> filters) {
      List<Filter> distinct = new ArrayList<>();
      for (Filter filter : filters) {
        if (distinct.stream().noneMatch(known -> known.condition().equals(filter.condition()))) {
          distinct.add(filter);
        }
      }
      Aggregation aggregation =
          new Aggregation(
              wish.rows().source(),
              operation(wish.form(), column),
              distinct.stream().map(Filter::condition).toList());
      return new Reading.Asked(wish, column, distinct, aggregation);
    }

    private static Operation operation(Form form, String column) {
      return switch (form) {
        case COUNT -> new Aggregation.Count();
        case SUM -> new Aggregation.Sum(column);
        case AVERAGE -> new Aggregation.Average(column);
        case LATEST -> new Aggregation.Latest();
        case EARLIEST -> new Aggregation.Earliest();
      };
    }
  }
}
