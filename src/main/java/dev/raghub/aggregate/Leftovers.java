package dev.raghub.aggregate;

import dev.raghub.aggregate.Part.Column;
import dev.raghub.aggregate.Part.Marker;
import dev.raghub.aggregate.Part.Mention;
import dev.raghub.aggregate.Part.Named;
import dev.raghub.aggregate.Part.Other;
import dev.raghub.corpus.Item;
import dev.raghub.source.SourceMapping;
import dev.raghub.source.Step;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Looks for words of a question that nothing accounts for. "How many rentals of MARY SMITH were
/// late" has one: what is computed without it answers another question.
///
/// Accounted for are the words of the form and of grammar, of the wanted source, of filters and
/// their columns, of the column that is added up or orders, of the ways to named rows, and verbs of
/// all these.
final class Leftovers {
  private static final Set<String> ARTICLES = Set.of("the", "a", "an", "s");
  private static final Set<String> ASKING = Set.of("by", "and", "what", "which", "whose");

  private final QuestionTokens question;
  private final List<Part> parts;
  private final MappingWords words;
  private final Wish wish;
  private final List<Filter> filters;
  private final Set<String> ownTerms = new HashSet<>();
  private final Set<String> wayTerms = new HashSet<>();
  private final Set<String> columnTerms = new HashSet<>();
  private final Set<String> sources = new HashSet<>();
  private boolean dated;

  Leftovers(
      QuestionTokens question,
      List<Part> parts,
      MappingWords words,
      Wish wish,
      List<Filter> filters) {
    this.question = question;
    this.parts = parts;
    this.words = words;
    this.wish = wish;
    this.filters = List.copyOf(filters);
    know(wish.rows().source(), ownTerms);
    filters.forEach(this::know);
  }

  private void know(SourceMapping source, Set<String> terms) {
    sources.add(source.name());
    words.phrases(source).forEach(terms::addAll);
  }

  private void know(Filter filter) {
    switch (filter) {
      case Filter.Row row -> {
        for (Step step : row.path()) {
          wayTerms.addAll(words.terms(step.name()));
          words
              .source(wish.rows().mapping(), step.to())
              .ifPresent(to -> know(to.source(), wayTerms));
        }
      }
      case Filter.Value value -> columnTerms.addAll(words.terms(value.column()));
      case Filter.Time _ -> {
        dated = true;
        columnTerms.addAll(words.terms(wish.rows().source().computable().latest()));
      }
    }
  }

  /// Refuses the question if a word is left over.
  ///
  /// @param column what is added up or orders; empty for none
  Attempt<List<Filter>> none(String column) {
    if (!column.isEmpty()) {
      columnTerms.addAll(words.terms(column));
    }
    List<String> left = new ArrayList<>();
    for (int at = 0; at < parts.size(); at++) {
      if (!isFiltered(parts.get(at)) && !isKnown(parts.get(at), at)) {
        if (parts.get(at) instanceof Other other && !other.unsure().isEmpty()) {
          return unsure(other);
        }
        left.add(question.name(parts.get(at).from(), parts.get(at).to()));
      }
    }
    return left.isEmpty()
        ? Attempt.of(filters)
        : Attempt.refuse(
            DeclineCode.UNKNOWN_WORD,
            "it is not understood what \"%s\" means for %s. Leave it out, or name a row or a value that they have."
                .formatted(String.join("\", \"", left), wish.rows().source().called(2)));
  }

  private static Attempt<List<Filter>> unsure(Other other) {
    Item row = other.unsure().getFirst();
    return Attempt.refuse(
        DeclineCode.UNKNOWN_WORD,
        "\"%s\" may be a plain word or the %s %s. Write the name with a capital, or say what it is: \"%s %s\"."
            .formatted(
                other.token().text(),
                row.type(),
                row.title(),
                row.type().replace('_', ' '),
                row.title()));
  }

  private boolean isFiltered(Part part) {
    return filters.stream()
        .anyMatch(filter -> filter.from() <= part.from() && part.to() <= filter.to());
  }

  private boolean isKnown(Part part, int at) {
    return switch (part) {
      case Marker _ -> true;
      case Mention mention ->
          wish.isMentionedBy(mention)
              || (Descriptions.isDescription(parts, at) && isOnTheWay(mention))
              || isVerb(mention)
              || (!mention.means(wish.rows().name())
                  && !isListed(mention)
                  && !isAskedFor(at)
                  && (isOnTheWay(mention) || isWay(mention) || isColumn(mention)));
      case Named named -> namesAgain(named);
      case Column column -> isColumn(column) && (isBesideValue(column) || !isAskedFor(at));
      case Part.When _ -> false;
      case Other other -> isKnown(other, at);
    };
  }

  /// "How many orders did Ann order": a second mention of what is wanted is a verb, or a second
  /// question.
  private boolean isVerb(Mention mention) {
    return mention.means(wish.rows().name())
        && mention.to() == mention.from() + 1
        && ownTerms.stream().anyMatch(noun -> VerbForms.isVerbOf(question, mention.from(), noun));
  }

  /// "And rating R" asks for nothing more.
  private boolean isBesideValue(Part part) {
    return filters.stream()
        .filter(Filter.Value.class::isInstance)
        .anyMatch(value -> value.from() == part.to() || value.to() == part.from());
  }

  private boolean isOnTheWay(Mention mention) {
    return mention.sources().stream().anyMatch(each -> sources.contains(each.name()));
  }

  /// A step's own words may be a source's as well: "employees report to", `incident_report`.
  private boolean isWay(Mention mention) {
    return question.tokens().subList(mention.from(), mention.to()).stream()
        .allMatch(token -> wayTerms.contains(token.term()));
  }

  private boolean isColumn(Part part) {
    return question.tokens().subList(part.from(), part.to()).stream()
        .allMatch(token -> columnTerms.contains(token.term()) || Grammar.neutral(token.text()));
  }

  /// "Customers, cities".
  private boolean isListed(Mention mention) {
    boolean plural = question.get(mention.to() - 1).text().endsWith("s");
    return plural && wish.mention().filter(wanted -> wanted.to() == mention.from()).isPresent();
  }

  /// Whether a word stands where it asks for something more: "by city", "which city", "and cities".
  private boolean isAskedFor(int at) {
    int before = at - 1;
    while (before >= 0
        && parts.get(before) instanceof Other other
        && ARTICLES.contains(other.token().text())) {
      before--;
    }
    return before >= 0
        && parts.get(before) instanceof Other other
        && ASKING.contains(other.token().text());
  }

  private boolean namesAgain(Named named) {
    return filters.stream()
        .filter(Filter.Row.class::isInstance)
        .map(Filter.Row.class::cast)
        .anyMatch(filter -> named.rows().contains(filter.item()));
  }

  private boolean isKnown(Other other, int at) {
    Token token = other.token();
    if (Grammar.neutral(token.text(), wish.form())) {
      return true;
    }
    if (columnTerms.contains(token.term())) {
      return isBesideValue(other) || !isAskedFor(at);
    }
    if (wayTerms.contains(token.term()) && !(dated && isParticiple(token))) {
      return !isAskedFor(at);
    }
    return other.unsure().isEmpty()
        && (isVerbOf(other, ownTerms)
            || (!dated && (isVerbOf(other, wayTerms) || isVerbOf(other, columnTerms))));
  }

  /// "Shipped in 1997" may mean another time than that of the order.
  private static boolean isParticiple(Token token) {
    return !token.text().equals(token.term()) && token.text().matches(".*(ed|ing)");
  }

  private boolean isVerbOf(Other other, Set<String> nouns) {
    return nouns.stream().anyMatch(noun -> VerbForms.isVerbOf(question, other.from(), noun));
  }
}
