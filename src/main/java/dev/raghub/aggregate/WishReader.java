package dev.raghub.aggregate;

import dev.raghub.aggregate.Part.Marker;
import dev.raghub.aggregate.Part.Mention;
import dev.raghub.aggregate.Part.Named;
import dev.raghub.aggregate.Part.Other;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/// Finds what a question wants and of which rows: the source that the marker governs, by its name
/// or by a verb.
///
/// "How many" always wants a count. "First", "last", "total" and "how much" often want something
/// else ("last name", "my first course"), so they count only where a source stands behind them.
/// What is first or last of rows that have no order in time ("the first lesson") is a place, not a
/// time.
final class WishReader {
  private static final Set<String> ORDINALS = Set.of("first", "last");

  private final QuestionTokens question;
  private final List<Part> parts;
  private final MappingWords words;
  private final Mentions mentions;

  WishReader(QuestionTokens question, List<Part> parts, MappingWords words) {
    this.question = question;
    this.parts = parts;
    this.words = words;
    this.mentions = new Mentions(question, parts);
  }

  /// What is wanted; empty = nothing that is computed.
  Optional<Attempt<Wish>> wish() {
    List<Marker> said =
        parts.stream().filter(Marker.class::isInstance).map(Marker.class::cast).toList();
    boolean counts = said.stream().anyMatch(marker -> marker.form() == Form.COUNT);
    List<Marker> telling =
        said.stream()
            .filter(marker -> !(counts && isPadding(marker)) && !isColumn(marker))
            .toList();
    return telling.stream()
        .filter(marker -> counts == (marker.form() == Form.COUNT))
        .findFirst()
        .flatMap(main -> wish(main, parts.indexOf(main)))
        .map(wish -> wish.then(found -> single(found, telling)));
  }

  /// "How many in total", "total number"; but not "the total and the number".
  private boolean isPadding(Marker marker) {
    boolean more = marker.to() < question.size() && question.get(marker.to()).text().equals("and");
    return !more && Set.of("total", "in total").contains(marker.words());
  }

  /// "Average total": the average of a column of that name.
  private boolean isColumn(Marker marker) {
    return Columns.mayBeColumn(question, marker.from()) && !marker.words().equals("in total");
  }

  /// One question at a time.
  private static Attempt<Wish> single(Wish wish, List<Marker> telling) {
    Set<Form> forms = telling.stream().map(Marker::form).collect(Collectors.toSet());
    long different = telling.stream().map(Marker::words).distinct().count();
    return forms.size() > 1 || different < telling.size()
        ? Attempt.refuse(
            DeclineCode.SEVERAL_QUESTIONS,
            "the question asks for more than one thing (%s). Ask for one at a time."
                .formatted(
                    telling.stream()
                        .map(Marker::words)
                        .distinct()
                        .collect(Collectors.joining(", "))))
        : Attempt.of(wish);
  }

  private Optional<Attempt<Wish>> wish(Marker marker, int at) {
    return switch (marker.form()) {
      case COUNT -> count(marker, at);
      case SUM, AVERAGE -> sum(marker, at);
      case LATEST, EARLIEST -> inTime(marker, at);
    };
  }

  private Optional<Attempt<Wish>> count(Marker marker, int at) {
    OptionalInt behind = mentions.behind(at);
    OptionalInt mention = behind.isPresent() ? behind : mentions.before(at);
    boolean byWhat = marker.words().endsWith("number of") || marker.words().equals("count of");
    if (byWhat && mention.isPresent() && !mentions.isPlural(mention.getAsInt())) {
      return Optional.empty();
    }
    if (mention.isPresent()) {
      return Optional.of(rows(marker, mention.getAsInt()));
    }
    Optional<Attempt<Wish>> found = byVerb(marker).or(() -> named(marker, at));
    if (found.isPresent()) {
      return found;
    }
    boolean other =
        byWhat || asksForRule() || isMeasure(marker) || (names() && isProperty(marker.to()));
    return other ? Optional.empty() : Optional.of(unknownRows());
  }

  /// "How many Garden products", where a product is called so as well.
  private Optional<Attempt<Wish>> named(Marker marker, int at) {
    return at + 2 < parts.size()
            && parts.get(at + 1) instanceof Named named
            && !named.keyed()
            && parts.get(at + 2) instanceof Mention
        ? Optional.of(rows(marker, at + 2))
        : Optional.empty();
  }

  private boolean asksForRule() {
    return Grammar.asksForRule(
        parts.stream()
            .filter(Other.class::isInstance)
            .map(part -> ((Other) part).token().text())
            .toList());
  }

  /// "How many days".
  private boolean isMeasure(Marker marker) {
    return marker.to() < question.size() && Grammar.unit(question.get(marker.to()).text());
  }

  /// Whether the words from here on are a column's: "how many seats does Acme have" stands in the
  /// row of Acme.
  private boolean isProperty(int from) {
    int at = from;
    while (at < question.size() && Grammar.neutral(question.get(at).text())) {
      at++;
    }
    return at < question.size() && words.property(question, at) > 0;
  }

  private Attempt<Wish> unknownRows() {
    String known =
        words.sources().stream()
            .filter(each -> each.source().computable().counts())
            .map(each -> each.source().called(2))
            .distinct()
            .collect(Collectors.joining(", "));
    return Attempt.refuse(
        DeclineCode.UNKNOWN_ROWS,
        "what is to be counted is not called like any table of this workspace."
            + (known.isEmpty() ? "" : " What can be counted: " + known + "."));
  }

  private Optional<Attempt<Wish>> sum(Marker marker, int at) {
    if (Grammar.opensOtherwise(question)) {
      return Optional.empty();
    }
    boolean weak = parts.stream().noneMatch(WishReader::asksForSum);
    OptionalInt mention = mentions.behind(at);
    Optional<Attempt<Wish>> found =
        mention.isPresent() ? Optional.of(rows(marker, mention.getAsInt())) : byVerb(marker);
    if (weak) {
      return found.filter(WishReader::hasSums);
    }
    return found
        .or(() -> byColumn(marker))
        .or(
            () ->
                names() && !isProperty(marker.from())
                    ? Optional.of(
                        Attempt.refuse(
                            DeclineCode.UNKNOWN_ROWS,
                            "the question does not say which rows are to be added up."))
                    : Optional.empty());
  }

  /// "How much" alone may ask for anything that has no plural.
  private static boolean asksForSum(Part part) {
    return part instanceof Marker marker
        && marker.form().adds()
        && !marker.words().equals("how much");
  }

  private static boolean hasSums(Attempt<Wish> found) {
    return switch (found) {
      case Attempt.Good<Wish> good -> !good.value().rows().source().computable().sums().isEmpty();
      case Attempt.Refused<Wish> _ -> true;
    };
  }

  private Optional<Attempt<Wish>> inTime(Marker marker, int at) {
    if (Grammar.opensOtherwise(question) || asksForRule()) {
      return Optional.empty();
    }
    OptionalInt governed = mentions.governed(at);
    OptionalInt mention = governed.isPresent() ? governed : mentions.asked(at);
    if (mention.isEmpty()) {
      return Mentions.ASKING.contains(question.get(0).text()) ? byVerb(marker) : Optional.empty();
    }
    Attempt<Wish> found = rows(marker, mention.getAsInt());
    if (governed.isPresent() && ORDINALS.contains(marker.words()) && !hasTime(found)) {
      return Optional.empty();
    }
    return Optional.of(
        mentions.isPlural(mention.getAsInt())
            ? Attempt.refuse(
                DeclineCode.SEVERAL_QUESTIONS,
                "the question asks for several rows. Ask for the %s one.".formatted(marker.words()))
            : found);
  }

  private static boolean hasTime(Attempt<Wish> found) {
    return switch (found) {
      case Attempt.Good<Wish> good -> !good.value().rows().source().computable().latest().isEmpty();
      case Attempt.Refused<Wish> _ -> true;
    };
  }

  private boolean names() {
    return parts.stream().anyMatch(Named.class::isInstance);
  }

  private Attempt<Wish> rows(Marker marker, int at) {
    Mention mention = (Mention) parts.get(at);
    return one(mention.sources(), question.name(mention.from(), mention.to()))
        .then(rows -> Attempt.of(wish(marker, rows, Optional.of(mention))));
  }

  private static Wish wish(Marker marker, MappedSource rows, Optional<Mention> mention) {
    return new Wish(marker.form(), marker.words(), rows, mention);
  }

  /// The source whose verb the question has; empty where no word is one.
  private Optional<Attempt<Wish>> byVerb(Marker marker) {
    Set<MappedSource> meant = new LinkedHashSet<>();
    Set<String> verbs = new LinkedHashSet<>();
    for (Part part : parts) {
      if (part instanceof Other other && !Grammar.neutral(other.token().text(), marker.form())) {
        words.sources().stream()
            .filter(each -> isVerbOf(other, each))
            .forEach(
                each -> {
                  meant.add(each);
                  verbs.add(other.token().text());
                });
      }
    }
    return meant.isEmpty()
        ? Optional.empty()
        : Optional.of(
            one(List.copyOf(meant), String.join(", ", verbs))
                .then(rows -> Attempt.of(wish(marker, rows, Optional.empty()))));
  }

  /// The source that alone has a column which the question names: "total freight of Ernst Handel".
  private Optional<Attempt<Wish>> byColumn(Marker marker) {
    List<MappedSource> meant =
        words.sources().stream()
            .filter(each -> each.source().computable().sums().stream().anyMatch(this::isSaid))
            .toList();
    return meant.isEmpty()
        ? Optional.empty()
        : Optional.of(
            one(meant, marker.words())
                .then(rows -> Attempt.of(wish(marker, rows, Optional.empty()))));
  }

  private boolean isSaid(String column) {
    List<String> terms = words.terms(column);
    return parts.stream()
        .filter(part -> part instanceof Other || part instanceof Part.Column)
        .anyMatch(part -> question.hasTerms(part.from(), terms));
  }

  private boolean isVerbOf(Other other, MappedSource rows) {
    return words.heads(rows.source()).stream()
        .anyMatch(head -> VerbForms.isVerbOf(question, other.from(), head));
  }

  private static Attempt<MappedSource> one(List<MappedSource> sources, String word) {
    return sources.size() == 1
        ? Attempt.of(sources.getFirst())
        : Attempt.refuse(
            DeclineCode.AMBIGUOUS_ROWS,
            "\"%s\" may mean rows of %s. Say which."
                .formatted(
                    word,
                    sources.stream().map(MappedSource::name).collect(Collectors.joining(" or "))));
  }
}
