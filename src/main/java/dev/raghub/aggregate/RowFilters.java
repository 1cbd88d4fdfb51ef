package dev.raghub.aggregate;

import dev.raghub.aggregate.Part.Named;
import dev.raghub.corpus.Item;
import dev.raghub.source.ReferenceMapping;
import dev.raghub.source.Step;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Turns the rows that a question names into filters: which row is meant, and by which way the rows
/// that are wanted lead to it. Where two rows or two ways fit, neither is taken.
final class RowFilters {
  private static final int SHOWN = 5;

  private final QuestionTokens question;
  private final List<Part> parts;
  private final MappingWords words;
  private final Wish wish;
  private final MappedSource wanted;
  private final Set<String> said;

  RowFilters(QuestionTokens question, List<Part> parts, MappingWords words, Wish wish) {
    this.question = question;
    this.parts = parts;
    this.words = words;
    this.wish = wish;
    this.wanted = wish.rows();
    this.said = question.tokens().stream().map(Token::term).collect(Collectors.toSet());
  }

  /// A filter for each name; for a name that is said twice, one.
  Attempt<List<Filter>> filters() {
    List<Attempt<Filter>> filters = new ArrayList<>();
    for (int at = 0; at < parts.size(); at++) {
      if (parts.get(at) instanceof Named named) {
        filters.add(filter(named, at));
      }
    }
    return Attempt.all(filters).then(this::oneOfASource);
  }

  /// "Of A and B" may mean both or either, so it is no question for one statement.
  private Attempt<List<Filter>> oneOfASource(List<Filter> filters) {
    List<Filter.Row> rows = filters.stream().map(Filter.Row.class::cast).toList();
    for (Filter.Row row : rows) {
      for (Filter.Row other : rows) {
        boolean same = row.item().id().equals(other.item().id());
        if (!same && row.item().source().equals(other.item().source())) {
          return Attempt.refuse(
              DeclineCode.SEVERAL_QUESTIONS,
              "the question names two rows of %s, %s and %s. Ask for each."
                  .formatted(row.item().source(), row.item().title(), other.item().title()));
        }
      }
    }
    return Attempt.of(filters);
  }

  private Attempt<Filter> filter(Named named, int at) {
    List<Item> rows = meant(named, at);
    List<Item> fitting = rows.stream().filter(row -> !ways(row, named).isEmpty()).toList();
    if (fitting.isEmpty()) {
      return Attempt.refuse(DeclineCode.NO_PATH, noWay(rows));
    }
    if (fitting.size() > 1) {
      return Attempt.refuse(
          DeclineCode.AMBIGUOUS_NAME,
          "\"%s\" is the name of several rows: %s. Say which."
              .formatted(
                  question.name(named.from(), named.to()),
                  fitting.stream()
                      .limit(SHOWN)
                      .map(row -> row.source() + ":" + row.key())
                      .collect(Collectors.joining(", "))));
    }
    Item row = fitting.getFirst();
    return way(row, ways(row, named))
        .then(
            path ->
                Attempt.of(
                    new Filter.Row(
                        row,
                        named.keyed(),
                        path,
                        text(row, path, named.keyed()),
                        named.from(),
                        named.to())));
  }

  /// The rows of the wanted mapping, those of the source that stands beside the name if it is one
  /// of theirs.
  private List<Item> meant(Named named, int at) {
    List<Item> rows =
        named.rows().stream()
            .filter(row -> wanted.mapping().source(row.source()).isPresent())
            .toList();
    List<Item> described =
        rows.stream().filter(row -> Descriptions.describe(parts, at, row.source(), wish)).toList();
    return described.isEmpty() ? rows : described;
  }

  private List<List<Step>> ways(Item row, Named named) {
    List<List<Step>> ways = Paths.shortest(wanted.mapping(), wanted.source(), row.source());
    return row.source().equals(wanted.name())
        ? ways.stream().filter(way -> saidBefore(way, named)).toList()
        : ways;
  }

  /// From a source to itself a way has a direction that only the order of words tells: "who report
  /// to Ann" and "whom Ann reports to". So its name must stand right before the row's.
  private boolean saidBefore(List<Step> way, Named named) {
    if (way.size() > 1 || !(way.getFirst() instanceof ReferenceMapping reference)) {
      return false;
    }
    List<String> name = new ArrayList<>(words.terms(reference.name()));
    int at = named.from();
    while (!name.isEmpty() && at > 0) {
      Token token = question.get(at - 1);
      if (token.term().equals(name.getLast())) {
        name.removeLast();
      } else if (!Grammar.neutral(token.text())) {
        return false;
      }
      at--;
    }
    return name.isEmpty();
  }

  /// The only way, or the one whose steps the question names.
  private Attempt<List<Step>> way(Item row, List<List<Step>> ways) {
    List<List<Step>> named = ways.stream().filter(this::isSaid).toList();
    List<List<Step>> fullest =
        named.stream()
            .filter(way -> named.stream().noneMatch(other -> saysMore(other, way)))
            .toList();
    boolean only = ways.size() == 1 && !hasUnsaidRole(ways.getFirst());
    List<List<Step>> left = only ? ways : fullest;
    return left.size() == 1
        ? Attempt.of(left.getFirst())
        : Attempt.refuse(
            DeclineCode.AMBIGUOUS_PATH,
            "the question does not say what %s is to the %s: %s?"
                .formatted(
                    row.title(),
                    wanted.source().called(2),
                    ways.stream().map(RowFilters::steps).collect(Collectors.joining(", or "))));
  }

  /// A longer way over a reference that is called by a role, such as a store's manager, is only
  /// meant where the question says so: the customers of the manager are not those of the store.
  private boolean hasUnsaidRole(List<Step> way) {
    return way.size() > 1
        && way.stream()
            .filter(ReferenceMapping.class::isInstance)
            .map(this::role)
            .anyMatch(role -> !role.isEmpty() && role.stream().noneMatch(this::isSaid));
  }

  private Set<String> role(Step step) {
    Set<String> role = new HashSet<>(words.terms(step.name()));
    role.removeIf(Grammar::neutral);
    wanted.mapping().source(step.to()).ifPresent(to -> words.phrases(to).forEach(role::removeAll));
    return role;
  }

  private boolean isSaid(String term) {
    return said.contains(term)
        || IntStream.range(0, question.size())
            .anyMatch(at -> VerbForms.isVerbOf(question, at, term));
  }

  private boolean isSaid(List<Step> way) {
    return said.containsAll(terms(way));
  }

  private boolean saysMore(List<Step> one, List<Step> other) {
    Set<String> more = terms(one);
    return more.size() > terms(other).size() && more.containsAll(terms(other));
  }

  private Set<String> terms(List<Step> way) {
    Set<String> terms = new HashSet<>();
    way.forEach(step -> terms.addAll(words.terms(step.name())));
    return terms;
  }

  private String noWay(List<Item> rows) {
    return rows.isEmpty()
        ? "a name in the question is no row of the database of " + wanted.name() + "."
        : "no reference or list leads from %s to %s in %d steps or fewer, or in a direction that the words tell."
            .formatted(
                wanted.source().called(2),
                rows.stream()
                    .limit(SHOWN)
                    .map(row -> row.source() + " " + row.title())
                    .collect(Collectors.joining(" or ")),
                Paths.MAX_STEPS);
  }

  /// `customer MARY SMITH`, `reports to Andrew Fuller`, `film ALIEN CENTER (inventory → film)`.
  private String text(Item row, List<Step> path, boolean keyed) {
    String type =
        wanted.mapping().source(row.source()).map(source -> source.called(1)).orElse(row.type());
    String role =
        path.getLast() instanceof ReferenceMapping reference
            ? reference.name().replace('_', ' ')
            : type;
    String text = role + " " + (keyed ? row.key() : row.title());
    return path.size() == 1 ? text : text + " (" + steps(path) + ")";
  }

  private static String steps(List<Step> path) {
    return path.stream()
        .map(step -> step.name().replace('_', ' '))
        .collect(Collectors.joining(" → "));
  }
}
