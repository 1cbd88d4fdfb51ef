package dev.raghub.aggregate;

import dev.raghub.aggregate.Part.When;
import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Reads times: a year, a month or a day behind a preposition. "in 2022", "since May 2022", "before
/// 2022-05-24", "between 2020 and 2022" (both included), "on 24 May 2022". Days are those of UTC.
/// What could be read in two ways, such as 05/06/2022 or "last week", is read in none.
final class Periods {
  private static final List<String> MONTHS =
      Arrays.stream(Month.values()).map(month -> month.name().toLowerCase(Locale.ROOT)).toList();
  private static final int ABBREVIATED = 3;

  /// A number outside is more likely to be another one.
  private static final int FIRST_YEAR = 1800;

  private static final int LAST_YEAR = 2100;

  private final QuestionTokens question;

  Periods(QuestionTokens question) {
    this.question = question;
  }

  /// A day, month or year.
  ///
  /// @param before the first day after it
  private record Span(LocalDate from, LocalDate before, int to) {}

  /// The time that begins here.
  Optional<When> at(int from) {
    String preposition = question.get(from).text();
    return switch (preposition) {
      case "in", "during", "on", "of", "for" ->
          span(from + 1).map(span -> when(from, span.to(), span.from(), span.before()));
      case "since" ->
          span(from + 1)
              .map(span -> when(from, span.to(), Optional.of(span.from()), Optional.empty()));
      case "before" ->
          span(from + 1)
              .map(span -> when(from, span.to(), Optional.empty(), Optional.of(span.from())));
      case "after" ->
          span(from + 1)
              .map(span -> when(from, span.to(), Optional.of(span.before()), Optional.empty()));
      case "between" -> range(from, "and");
      case "from" -> range(from, "to");
      default -> Optional.empty();
    };
  }

  private Optional<When> range(int from, String word) {
    return span(from + 1)
        .filter(first -> first.to() < question.size())
        .filter(first -> question.get(first.to()).text().equals(word))
        .flatMap(
            first ->
                span(first.to() + 1)
                    .filter(last -> first.from().isBefore(last.before()))
                    .map(last -> when(from, last.to(), first.from(), last.before())));
  }

  private static When when(int from, int to, LocalDate first, LocalDate before) {
    return when(from, to, Optional.of(first), Optional.of(before));
  }

  private static When when(
      int from, int to, Optional<LocalDate> first, Optional<LocalDate> before) {
    return new When(new Period(first, before), from, to);
  }

  private Optional<Span> span(int at) {
    return iso(at)
        .or(() -> written(at))
        .or(() -> month(at).flatMap(month -> ofMonth(year(at + 1), month, at + 2)))
        .or(() -> year(at).map(year -> ofYear(year, at + 1)));
  }

  /// 2022-05-24 or 2022-05, whose parts are words of their own.
  private Optional<Span> iso(int at) {
    Optional<Integer> year = year(at);
    Optional<Integer> month = number(at + 1, 2).filter(value -> value >= 1 && value <= 12);
    if (year.isEmpty() || month.isEmpty()) {
      return Optional.empty();
    }
    return number(at + 2, 2)
        .flatMap(day -> ofDay(year.get(), month.get(), day, at + 3))
        .or(() -> ofMonth(year, month.get(), at + 2));
  }

  /// May 24, 2022 or 24 May 2022.
  private Optional<Span> written(int at) {
    return month(at)
        .flatMap(month -> dayOf(year(at + 2), month, day(at + 1), at + 3))
        .or(() -> month(at + 1).flatMap(month -> dayOf(year(at + 2), month, day(at), at + 3)));
  }

  private static Optional<Span> dayOf(
      Optional<Integer> year, int month, Optional<Integer> day, int to) {
    return year.isPresent() && day.isPresent()
        ? ofDay(year.get(), month, day.get(), to)
        : Optional.empty();
  }

  private static Optional<Span> ofDay(int year, int month, int day, int to) {
    YearMonth in = YearMonth.of(year, month);
    if (!in.isValidDay(day)) {
      return Optional.empty();
    }
    LocalDate date = in.atDay(day);
    return Optional.of(new Span(date, date.plusDays(1), to));
  }

  private static Optional<Span> ofMonth(Optional<Integer> year, int month, int to) {
    return year.map(
        value -> {
          LocalDate first = LocalDate.of(value, month, 1);
          return new Span(first, first.plusMonths(1), to);
        });
  }

  private static Span ofYear(int year, int to) {
    LocalDate first = LocalDate.of(year, 1, 1);
    return new Span(first, first.plusYears(1), to);
  }

  private Optional<Integer> year(int at) {
    return number(at, 4).filter(value -> value >= FIRST_YEAR && value <= LAST_YEAR);
  }

  private Optional<Integer> day(int at) {
    if (at >= question.size()) {
      return Optional.empty();
    }
    String text = question.get(at).text().replaceFirst("(st|nd|rd|th)$", "");
    return text.matches("[0-9]{1,2}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
  }

  private Optional<Integer> number(int at, int digits) {
    return at < question.size() && question.get(at).text().matches("[0-9]{" + digits + "}")
        ? Optional.of(Integer.valueOf(question.get(at).text()))
        : Optional.empty();
  }

  private Optional<Integer> month(int at) {
    if (at >= question.size()) {
      return Optional.empty();
    }
    String text = question.get(at).text();
    for (int month = 0; month < MONTHS.size(); month++) {
      String name = MONTHS.get(month);
      if (text.equals(name) || text.equals(name.substring(0, ABBREVIATED))) {
        return Optional.of(month + 1);
      }
    }
    return Optional.empty();
  }
}
