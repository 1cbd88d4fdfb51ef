package dev.raghub.aggregate;

import dev.raghub.analysis.QuestionTerms;
import dev.raghub.answer.Answer;
import dev.raghub.answer.Citation;
import dev.raghub.answer.Computation;
import dev.raghub.answer.Decline;
import dev.raghub.answer.Receipt;
import dev.raghub.answer.Retrieval;
import dev.raghub.answer.Serving;
import dev.raghub.answer.Statement;
import dev.raghub.corpus.Item;
import dev.raghub.corpus.ItemId;
import dev.raghub.fault.ErrorCode;
import dev.raghub.source.Aggregated;
import dev.raghub.source.Aggregated.Added;
import dev.raghub.source.Aggregated.Counted;
import dev.raghub.source.Aggregated.Dated;
import dev.raghub.source.Aggregated.Found;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What was computed, in words: `32 rentals: customer MARY SMITH. [1]`. Cited are the rows that
/// filtered, and the rows that were found.
final class AnswerText {
  private final Reading.Asked asked;
  private final Aggregated aggregated;
  private final Map<ItemId, Item> found;
  private final Instant asOf;
  private final List<Citation> citations = new ArrayList<>();
  private final List<Statement> statements = new ArrayList<>();

  /// @param found the rows of the first or last time, as far as they are ingested
  AnswerText(Reading.Asked asked, Aggregated aggregated, Map<ItemId, Item> found, Instant asOf) {
    this.asked = asked;
    this.aggregated = aggregated;
    this.found = Map.copyOf(found);
    this.asOf = asOf;
  }

  /// Why a source could not be asked, for whoever asked the question: no address, no name of a
  /// role.
  static Decline unavailable(ErrorCode code, Duration timeout) {
    String reason =
        switch (code) {
          case SOURCE_TIMEOUT ->
              "the source database did not answer within %d ms.".formatted(timeout.toMillis());
          case SOURCE_CREDENTIALS_REFUSED ->
              "the source database refuses what the gateway asks it with.";
          case SOURCE_CHANGED, MAPPING_INVALID ->
              "the mapping does not fit the source database. 'raghub source check' says where.";
          case SOURCE_BUSY -> "too many questions are at the source database. Try again shortly.";
          default -> "the source database cannot be reached. Try again later.";
        };
    return new Decline(code.code(), reason);
  }

  Answer answer() {
    List<Integer> filtering = asked.items().stream().map(this::cite).toList();
    String sentence = sentence() + filters() + ".";
    filtering.forEach(number -> statements.add(new Statement(sentence, number)));
    List<String> lines = new ArrayList<>();
    lines.add(sentence + marks(filtering));
    if (aggregated.result() instanceof Found dated) {
      dated.rows().forEach(row -> lines.add(line(row)));
    }
    lines.add("Computed over %s at %s.".formatted(asked.wish().rows().name(), asOf));
    return new Answer(
        true,
        String.join("\n", lines),
        statements,
        citations,
        new Retrieval(List.of(), List.of(), 0, Optional.empty(), QuestionTerms.of(Map.of())),
        Receipt.withoutModel("aggregate", 0),
        Optional.of(computation()),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Serving.MISS);
  }

  private int cite(Item item) {
    int number = citations.size() + 1;
    citations.add(
        new Citation(
            number, item.source(), item.key(), item.version(), item.title(), item.changedAt()));
    return number;
  }

  private static String marks(List<Integer> numbers) {
    return numbers.stream().map(number -> " [" + number + "]").collect(Collectors.joining());
  }

  private String filters() {
    return asked.filters().isEmpty() ? "" : ": " + String.join(", ", asked.texts());
  }

  private String sentence() {
    return switch (aggregated.result()) {
      case Counted counted -> rows(counted.rows());
      case Added added -> sentence(added);
      case Found dated -> sentence(dated);
    };
  }

  private String rows(long count) {
    return count + " " + asked.wish().rows().source().called(count);
  }

  private String sentence(Added added) {
    String operation = asked.wish().form() == Form.SUM ? "sum" : "average";
    String over = "of %s over %s".formatted(column(), rows(added.rows()));
    String text =
        added.value().isEmpty()
            ? "No %s %s".formatted(operation, over)
            : "%s is the %s %s".formatted(added.value(), operation, over);
    long without = added.rows() - added.valued();
    return without == 0 ? text : text + ", %d of them without a value".formatted(without);
  }

  private String sentence(Found dated) {
    String operation = asked.wish().form().operation();
    if (dated.rows().isEmpty()) {
      return "No %s with a %s".formatted(asked.wish().rows().source().called(1), column());
    }
    String time = dated.rows().getFirst().time();
    if (dated.rows().size() == 1 && !dated.more()) {
      String capital = asked.wish().form() == Form.LATEST ? "Latest" : "Earliest";
      return "%s %s by %s, %s"
          .formatted(capital, asked.wish().rows().source().called(1), column(), time);
    }
    return "%s%s share the %s %s, %s"
        .formatted(
            dated.more() ? "More than " : "", rows(dated.rows().size()), operation, column(), time);
  }

  private String line(Dated row) {
    ItemId id = ItemId.of(asked.wish().rows().name(), row.key());
    Item item = found.get(id);
    if (item == null) {
      return "- %s:%s, which is not ingested yet".formatted(asked.wish().rows().name(), row.key());
    }
    int number = cite(item);
    statements.add(new Statement(item.title(), number));
    return "- %s [%d]".formatted(item.title(), number);
  }

  private String column() {
    return asked.column().replace('_', ' ');
  }

  private Computation computation() {
    return new Computation(
        asked.wish().form().operation(),
        asked.wish().rows().name(),
        asked.column().isEmpty() ? Optional.empty() : Optional.of(asked.column()),
        asked.texts(),
        value(),
        aggregated.statement(),
        asOf);
  }

  private Optional<String> value() {
    return switch (aggregated.result()) {
      case Counted counted -> Optional.of(String.valueOf(counted.rows()));
      case Added added -> Optional.of(added.value()).filter(value -> !value.isEmpty());
      case Found dated -> dated.rows().stream().findFirst().map(Dated::time);
    };
  }
}
