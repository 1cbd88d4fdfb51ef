package dev.raghub.paraphrase;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Looks for what makes two questions differ for certain. Each check is small, and knows nothing of
/// how alike the questions look otherwise.
final class Conflicts {
  private static final List<String> TO = List.of("to", "into", "onto");
  private static final List<String> BOUND =
      List.of("than", "before", "after", "over", "without", "against", "to", "from");

  private final Lexicon lexicon;

  Conflicts(Lexicon lexicon) {
    this.lexicon = lexicon;
  }

  /// The first conflict, if any.
  Optional<Conflict> of(Wording cached, Wording asked, Alignment words) {
    return Stream.of(
            check(Conflict.ACTION, cached.action() || asked.action()),
            check(Conflict.TIME, cached.momentary() || asked.momentary()),
            check(Conflict.NUMBER, !cached.numbers().equals(asked.numbers())),
            check(Conflict.NEGATION, cached.negated() != asked.negated()),
            check(Conflict.OPPOSITE, listed(cached, asked) || opposite(cached, asked)),
            check(
                Conflict.NAME,
                named(words.leftCached(), cached) && named(words.leftAsked(), asked)),
            check(Conflict.FORM, !cached.form().like(asked.form()) && !bothForms(cached, asked)),
            check(Conflict.QUANTIFIER, quantified(cached.quantifiers(), asked.quantifiers())),
            check(Conflict.DIRECTION, turned(cached, asked) || namesTurned(cached, asked)),
            check(Conflict.POSSESSOR, exchanged(cached, asked, Vocabulary.MINE, Vocabulary.YOURS)),
            check(
                Conflict.MODALITY,
                exchanged(cached, asked, Set.of("did"), Vocabulary.DUTY) || modal(cached, asked)),
            check(
                Conflict.CLAUSE,
                words.leftCached().stream().anyMatch(cached::beginsClause)
                    || words.leftAsked().stream().anyMatch(asked::beginsClause)))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<Conflict> check(Conflict conflict, boolean found) {
    return found ? Optional.of(conflict) : Optional.empty();
  }

  private static boolean named(List<String> left, Wording wording) {
    return left.stream().anyMatch(wording::name);
  }

  /// "How and why" asks both.
  private static boolean bothForms(Wording cached, Wording asked) {
    return Set.of(cached.form(), asked.form()).equals(Set.of(Form.HOW, Form.WHY))
        && Stream.of(cached, asked)
            .anyMatch(each -> each.words().contains("how") && each.words().contains("why"));
  }

  private static boolean quantified(Set<String> here, Set<String> there) {
    boolean contrary = !here.isEmpty() && !there.isEmpty() && !here.equals(there);
    return contrary || here.contains("only") != there.contains("only");
  }

  private static boolean exchanged(
      Wording cached, Wording asked, Set<String> one, Set<String> other) {
    return (only(cached, one, other) && only(asked, other, one))
        || (only(cached, other, one) && only(asked, one, other));
  }

  private static boolean only(Wording wording, Set<String> said, Set<String> unsaid) {
    return wording.says(said) && !wording.says(unsaid);
  }

  private static boolean listed(Wording cached, Wording asked) {
    return Vocabulary.OPPOSITES.stream()
        .anyMatch(
            pair ->
                pair.stream()
                    .map(Set::of)
                    .anyMatch(
                        word ->
                            only(cached, word, rest(pair, word))
                                && only(asked, rest(pair, word), word)));
  }

  private static Set<String> rest(Set<String> pair, Set<String> word) {
    return pair.stream().filter(each -> !word.contains(each)).collect(Collectors.toSet());
  }

  /// Of questions for yes or no: one asks whether it may be, the other whether it has to.
  private static boolean modal(Wording cached, Wording asked) {
    List<Set<String>> here = Vocabulary.MODALITIES.stream().filter(cached::says).toList();
    List<Set<String>> there = Vocabulary.MODALITIES.stream().filter(asked::says).toList();
    return cached.form() == Form.WHETHER
        && asked.form() == Form.WHETHER
        && !here.isEmpty()
        && !there.isEmpty()
        && here.stream().noneMatch(there::contains);
  }

  /// Two names that stand the other way round about a verb, where neither question is passive: "Did
  /// Google buy Waze", "Did Waze buy Google".
  private static boolean namesTurned(Wording cached, Wording asked) {
    if (Stream.of(cached, asked)
        .anyMatch(each -> each.passive() || each.says(Vocabulary.SYMMETRIC))) {
      return false;
    }
    List<String> here = cached.names();
    List<String> there = asked.names().stream().filter(here::contains).toList();
    return there.size() > 1 && !here.stream().filter(there::contains).toList().equals(there);
  }

  /// A word whose opposite the other question has, and not both in both.
  private boolean opposite(Wording cached, Wording asked) {
    return cached.content().stream()
        .map(Alignment::lower)
        .anyMatch(
            one ->
                asked.content().stream()
                    .map(Alignment::lower)
                    .anyMatch(
                        other ->
                            !one.equals(other)
                                && lexicon.opposite(one, other)
                                && !(has(asked, one) && has(cached, other))));
  }

  private boolean has(Wording wording, String word) {
    return wording.content().stream()
        .anyMatch(said -> lexicon.related(Alignment.lower(said), word));
  }

  /// What one comes from the other goes to; or two things stand the other way round about "than",
  /// "before", "after" and their like.
  private boolean turned(Wording cached, Wording asked) {
    Map<String, List<String>> here = cached.objects();
    Map<String, List<String>> there = asked.objects();
    boolean fromTo =
        meet(from(here), to(there)) && (meet(to(here), from(there)) || from(there).isEmpty());
    boolean toFrom = meet(from(there), to(here)) && from(here).isEmpty();
    return fromTo
        || toFrom
        || BOUND.stream()
            .anyMatch(
                word ->
                    swapped(
                        here.getOrDefault(word, List.of()),
                        there.getOrDefault(word, List.of()),
                        cached,
                        asked));
  }

  private boolean swapped(List<String> here, List<String> there, Wording cached, Wording asked) {
    return !here.isEmpty()
        && !there.isEmpty()
        && !meet(here, there)
        && here.stream().anyMatch(word -> has(asked, word))
        && there.stream().anyMatch(word -> has(cached, word));
  }

  private static List<String> from(Map<String, List<String>> objects) {
    return objects.getOrDefault("from", List.of());
  }

  private static List<String> to(Map<String, List<String>> objects) {
    return TO.stream().flatMap(word -> objects.getOrDefault(word, List.of()).stream()).toList();
  }

  private boolean meet(List<String> here, List<String> there) {
    return here.stream()
        .anyMatch(one -> there.stream().anyMatch(other -> lexicon.related(one, other)));
  }
}
