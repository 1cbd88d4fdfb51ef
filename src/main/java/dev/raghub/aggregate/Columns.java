package dev.raghub.aggregate;

import dev.raghub.source.Computable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finds which column a question wants to be added up, or which one orders the rows.
final class Columns {
  /// Columns that are meant where none is named: "total of the invoices".
  private static final Set<String> PLAIN = Set.of("amount", "total", "value", "sum");

  private static final Set<String> ADDING = Set.of("average", "total", "sum");

  private final QuestionTokens question;
  private final List<Part> parts;
  private final MappingWords words;
  private final Wish wish;

  Columns(QuestionTokens question, List<Part> parts, MappingWords words, Wish wish) {
    this.question = question;
    this.parts = parts;
    this.words = words;
    this.wish = wish;
  }

  /// The column; empty for a count.
  Attempt<String> column() {
    Computable computable = wish.rows().source().computable();
    return switch (wish.form()) {
      case COUNT -> computable.counts() ? Attempt.of("") : notAllowed("be counted", "counts: true");
      case LATEST, EARLIEST ->
          computable.latest().isEmpty()
              ? notAllowed("be put in order of time", "latest: and the column that orders them")
              : Attempt.of(computable.latest());
      case SUM, AVERAGE ->
          computable.sums().isEmpty()
              ? notAllowed("be added up", "sums: and the columns that may")
              : added(computable.sums());
    };
  }

  private Attempt<String> notAllowed(String what, String key) {
    return Attempt.refuse(
        DeclineCode.NOT_ALLOWED,
        "the mapping does not let %s %s. It would need %s."
            .formatted(wish.rows().source().called(2), what, key));
  }

  private Attempt<String> added(List<String> sums) {
    List<String> said = said(sums);
    if (said.size() == 1) {
      return Attempt.of(said.getFirst());
    }
    if (said.size() > 1) {
      return Attempt.refuse(
          DeclineCode.SEVERAL_QUESTIONS,
          "the question names several columns: %s. Ask for one at a time."
              .formatted(String.join(", ", said)));
    }
    return plain(sums)
        .map(Attempt::of)
        .orElseGet(
            () ->
                Attempt.refuse(
                    DeclineCode.COLUMN_NEEDED,
                    "the question does not say what of the %s is to be added up. Possible: %s."
                        .formatted(
                            wish.rows().source().called(2),
                            String.join(
                                ", ",
                                sums.stream().map(each -> each.replace('_', ' ')).toList()))));
  }

  /// "Total of the orders" means their `total`; the only column is meant if it is called like one.
  private Optional<String> plain(List<String> sums) {
    Optional<String> called =
        sums.stream().filter(each -> words.terms(each).equals(List.of(wish.marker()))).findFirst();
    Optional<String> only =
        sums.size() == 1 && words.terms(sums.getFirst()).stream().anyMatch(PLAIN::contains)
            ? Optional.of(sums.getFirst())
            : Optional.empty();
    return called.or(() -> only);
  }

  /// The columns whose names stand in the question, not inside a longer one.
  private List<String> said(List<String> sums) {
    List<String> said = new ArrayList<>();
    int at = 0;
    while (at < question.size()) {
      int from = at;
      int longest =
          sums.stream()
              .map(words::terms)
              .filter(terms -> question.hasTerms(from, terms) && isFree(from))
              .mapToInt(List::size)
              .max()
              .orElse(0);
      sums.stream()
          .filter(each -> longest > 0 && words.terms(each).size() == longest)
          .filter(each -> question.hasTerms(from, words.terms(each)))
          .filter(each -> !said.contains(each))
          .forEach(said::add);
      at += Math.max(1, longest);
    }
    return said;
  }

  /// Not a word that says that something is to be added up, unless it follows "average", nor part
  /// of a name.
  private boolean isFree(int at) {
    return parts.stream()
        .filter(part -> part.from() <= at && at < part.to())
        .noneMatch(
            part ->
                part instanceof Part.Named
                    || (part instanceof Part.Marker && !mayBeColumn(question, at)));
  }

  /// Whether a word that says that something is to be added up is a column's, behind another such
  /// word: "average total".
  static boolean mayBeColumn(QuestionTokens question, int at) {
    return PLAIN.contains(question.get(at).text())
        && at > 0
        && ADDING.contains(question.get(at - 1).text());
  }
}
