package dev.raghub.aggregate;

import dev.raghub.aggregate.Part.When;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Turns the time that a question names into a filter on the column that orders the wanted rows.
/// "Employees in 1993" may mean many times, "orders in 1997" only `order_date`: the column has to
/// share a word with its source, or the question has to say one of its words.
final class TimeFilters {
  /// Words of columns that any time has before it.
  private static final Set<String> NO_SIGN =
      Set.of(
          "since", "before", "after", "between", "in", "on", "at", "of", "for", "from", "to", "by");

  private final QuestionTokens question;
  private final List<Part> parts;
  private final MappingWords words;
  private final MappedSource wanted;

  TimeFilters(QuestionTokens question, List<Part> parts, MappingWords words, Wish wish) {
    this.question = question;
    this.parts = parts;
    this.words = words;
    this.wanted = wish.rows();
  }

  /// The filter; none where no time is named.
  Attempt<List<Filter.Time>> filters() {
    List<When> times = parts.stream().filter(When.class::isInstance).map(When.class::cast).toList();
    if (times.isEmpty()) {
      return Attempt.of(List.of());
    }
    if (times.size() > 1) {
      return Attempt.refuse(
          DeclineCode.SEVERAL_QUESTIONS, "the question names two times. Ask for one at a time.");
    }
    String column = wanted.source().computable().latest();
    if (column.isEmpty()) {
      return Attempt.refuse(
          DeclineCode.NOT_ALLOWED,
          "the mapping does not say which column puts %s in order of time. It would need latest: and that column."
              .formatted(wanted.source().called(2)));
    }
    String name = column.replace('_', ' ');
    if (!isMeant(column)) {
      return Attempt.refuse(
          DeclineCode.TIME_NEEDED,
          "the question does not say that it means the %s of the %s. Say so, or leave the time out."
              .formatted(name, wanted.source().called(2)));
    }
    When when = times.getFirst();
    return Attempt.of(
        List.of(
            new Filter.Time(
                name + " " + when.period().text(), when.period(), when.from(), when.to())));
  }

  private boolean isMeant(String column) {
    Set<String> signs =
        words.terms(column).stream()
            .filter(term -> !NO_SIGN.contains(term))
            .collect(Collectors.toSet());
    Set<String> known =
        question.tokens().stream().map(Token::term).collect(Collectors.toCollection(HashSet::new));
    words.phrases(wanted.source()).forEach(known::addAll);
    return signs.stream().anyMatch(known::contains);
  }
}
