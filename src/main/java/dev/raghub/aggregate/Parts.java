package dev.raghub.aggregate;

import dev.raghub.aggregate.Part.Column;
import dev.raghub.aggregate.Part.Mention;
import dev.raghub.aggregate.Part.Named;
import dev.raghub.aggregate.Part.Other;
import dev.raghub.corpus.Item;
import dev.raghub.corpus.ItemId;
import dev.raghub.extract.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Cuts a question into parts, from left to right, the longest part first: "order details" is that
/// source and not `orders`, "Let There Be Rock" that album and not the genre. Of parts of one
/// length the first in the order of [#readings] is taken.
final class Parts {
  private static final Set<String> LINKS = Set.of("called", "named", "the", "s");
  private static final Set<String> KEY_WORDS = Set.of("number", "no", "nr", "id", "key");

  private final QuestionTokens question;
  private final MappingWords words;
  private final Map<String, List<Item>> names;
  private final Map<ItemId, Item> keyed;
  private final Periods periods;
  private final boolean tellsNames;

  Parts(QuestionTokens question, MappingWords words, RowNames rows) {
    this.question = question;
    this.words = words;
    this.names = mapped(rows.called(runs()));
    this.keyed = rows.rows(keys().keySet());
    this.periods = new Periods(question);
    this.tellsNames = question.tellsNames();
  }

  List<Part> parts() {
    List<Part> parts = new ArrayList<>();
    int at = 0;
    while (at < question.size()) {
      Part part = longest(at);
      parts.add(part);
      at = part.to();
    }
    return parts;
  }

  private Part longest(int at) {
    Optional<Part> found = Optional.empty();
    for (Part reading : readings(at)) {
      if (found.isEmpty() || reading.to() > found.get().to()) {
        found = Optional.of(reading);
      }
    }
    return found.orElseGet(
        () ->
            new Other(
                question.get(at), names.getOrDefault(question.get(at).text(), List.of()), at));
  }

  private List<Part> readings(int at) {
    List<Part> readings = new ArrayList<>();
    keyed(at).ifPresent(readings::add);
    Markers.at(question, at).ifPresent(readings::add);
    words.mention(question, at).ifPresent(readings::add);
    periods.at(at).ifPresent(readings::add);
    named(at).ifPresent(readings::add);
    int column = words.column(question, at);
    if (column > 1) {
      readings.add(new Column(at, at + column));
    }
    return readings;
  }

  /// A source's word and a key: "order 10248", "customer no. 7".
  private Optional<Named> keyed(int at) {
    return words
        .mention(question, at)
        .flatMap(
            mention -> {
              int key = keyAfter(mention);
              List<Item> rows = key < 0 ? List.of() : rows(mention, question.get(key).text());
              return rows.isEmpty()
                  ? Optional.empty()
                  : Optional.of(new Named(rows, true, at, key + 1));
            });
  }

  private List<Item> rows(Mention mention, String text) {
    return ids(mention, text)
        .flatMap(id -> Optional.ofNullable(keyed.get(id)).stream())
        .distinct()
        .toList();
  }

  /// The place of the word behind a mention that may be a key, or -1.
  private int keyAfter(Mention mention) {
    int at = mention.to();
    if (at < question.size() && KEY_WORDS.contains(question.get(at).text())) {
      at++;
    }
    boolean key =
        at < question.size()
            && (question.get(at).hasDigit() || question.get(at).capital())
            && !Grammar.common(question.get(at).text());
    return key ? at : -1;
  }

  private Map<ItemId, Integer> keys() {
    Map<ItemId, Integer> keys = new HashMap<>();
    for (int at = 0; at < question.size(); at++) {
      words
          .mention(question, at)
          .filter(mention -> keyAfter(mention) >= 0)
          .ifPresent(
              mention -> {
                int key = keyAfter(mention);
                ids(mention, question.get(key).text()).forEach(id -> keys.put(id, key));
              });
    }
    return keys;
  }

  private static Stream<ItemId> ids(Mention mention, String text) {
    return mention.sources().stream()
        .flatMap(
            source ->
                Stream.of(text, text.toUpperCase(Locale.ROOT))
                    .map(key -> ItemId.of(source.name(), key)));
  }

  /// Every run of words that may be a name.
  private Set<String> runs() {
    Set<String> runs = new LinkedHashSet<>();
    for (int from = 0; from < question.size(); from++) {
      int end = Math.min(question.size(), from + Words.MAX_NAME_WORDS);
      for (int to = from + 1; to <= end; to++) {
        List<String> texts = question.tokens().subList(from, to).stream().map(Token::text).toList();
        if (Words.canBeName(texts) && !texts.stream().allMatch(Grammar::common)) {
          runs.add(String.join(" ", texts));
        }
      }
    }
    return runs;
  }

  /// Names of rows that are no row of a mapping help nobody here.
  private Map<String, List<Item>> mapped(Map<String, List<Item>> called) {
    Map<String, List<Item>> mapped = new HashMap<>();
    called.forEach(
        (name, rows) -> {
          List<Item> ours =
              rows.stream()
                  .filter(
                      row ->
                          words.sources().stream().anyMatch(of -> of.name().equals(row.source())))
                  .sorted(Comparator.comparing(Item::source).thenComparing(Item::key))
                  .toList();
          if (!ours.isEmpty()) {
            mapped.put(name, ours);
          }
        });
    return mapped;
  }

  private Optional<Named> named(int from) {
    int end = Math.min(question.size(), from + Words.MAX_NAME_WORDS);
    for (int to = end; to > from; to--) {
      List<Item> rows = names.getOrDefault(question.name(from, to), List.of());
      if (!rows.isEmpty() && written(rows, from, to)) {
        return Optional.of(new Named(rows, false, from, to));
      }
    }
    return Optional.empty();
  }

  /// Whether words stand here as names do: with a capital where capitals tell, else at least two of
  /// them, or with a word beside them that says what they name. "How many new films" does not name
  /// the category New.
  private boolean written(List<Item> rows, int from, int to) {
    boolean capital = question.tokens().subList(from, to).stream().anyMatch(Token::capital);
    boolean told = tellsNames ? capital : to - from > 1;
    return told || described(rows, from, to);
  }

  private boolean described(List<Item> rows, int from, int to) {
    int before = from;
    while (before > 0 && LINKS.contains(question.get(before - 1).text())) {
      before--;
    }
    for (int at = Math.max(0, before - 3); at < before; at++) {
      int end = before;
      if (words
          .mention(question, at)
          .filter(each -> each.to() == end && means(each, rows))
          .isPresent()) {
        return true;
      }
    }
    return to < question.size()
        && words.mention(question, to).filter(each -> means(each, rows)).isPresent();
  }

  private static boolean means(Mention mention, List<Item> rows) {
    return rows.stream().anyMatch(row -> mention.means(row.source()));
  }
}
