package dev.raghub.aggregate;

import dev.raghub.aggregate.Part.Mention;
import dev.raghub.analysis.LuceneAnalysis;
import dev.raghub.source.Mapping;
import dev.raghub.source.SourceMapping;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What people call the sources and columns of a workspace's mappings, as terms: a source by its
/// name, by its type, and by the last word of its type where no other source has that word.
final class MappingWords {
  private static final int MAX_WORDS = 8;

  private final LuceneAnalysis analysis;
  private final Map<List<String>, Set<MappedSource>> names = new HashMap<>();
  private final List<MappedSource> sources = new ArrayList<>();
  private final Set<List<String>> columns = new LinkedHashSet<>();

  MappingWords(List<Mapping> mappings, LuceneAnalysis analysis) {
    this.analysis = analysis;
    for (Mapping mapping : mappings) {
      mapping.sources().forEach(source -> sources.add(new MappedSource(mapping, source)));
    }
    for (MappedSource each : sources) {
      phrases(each.source())
          .forEach(phrase -> names.computeIfAbsent(phrase, _ -> new LinkedHashSet<>()).add(each));
      columns(each.source()).forEach(column -> columns.add(terms(column)));
    }
    addHeads();
  }

  private void addHeads() {
    Map<String, Set<MappedSource>> heads = new HashMap<>();
    for (MappedSource each : sources) {
      heads(each.source())
          .forEach(head -> heads.computeIfAbsent(head, _ -> new LinkedHashSet<>()).add(each));
    }
    heads.forEach((head, owners) -> names.putIfAbsent(List.of(head), owners));
  }

  /// The terms of a name in the schema.
  List<String> terms(String name) {
    return QuestionTokens.terms(analysis, name);
  }

  /// All that the source is called. Not every plural has the term of its singular, so both count.
  Set<List<String>> phrases(SourceMapping source) {
    String bare = source.name().substring(source.name().lastIndexOf('.') + 1);
    return Stream.of(bare, source.type(), source.called(1), source.called(2))
        .map(this::terms)
        .filter(phrase -> !phrase.isEmpty())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /// The last word of its type, in singular and plural: `detail` of `order_detail`.
  Set<String> heads(SourceMapping source) {
    return Stream.of(source.called(1), source.called(2))
        .map(this::terms)
        .filter(phrase -> !phrase.isEmpty())
        .map(List::getLast)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  List<MappedSource> sources() {
    return sources;
  }

  Optional<MappedSource> source(Mapping mapping, String name) {
    return mapping.source(name).map(source -> new MappedSource(mapping, source));
  }

  /// The longest mention of a source that begins here.
  Optional<Mention> mention(QuestionTokens question, int at) {
    for (int length = Math.min(MAX_WORDS, question.size() - at); length > 0; length--) {
      List<String> terms =
          question.tokens().subList(at, at + length).stream().map(Token::term).toList();
      Collection<MappedSource> found = names.getOrDefault(terms, Set.of());
      if (!found.isEmpty()) {
        return Optional.of(new Mention(List.copyOf(found), at, at + length));
      }
    }
    return Optional.empty();
  }

  /// How many words of the longest column name begin here; 0 for none.
  int column(QuestionTokens question, int at) {
    return columns.stream()
        .filter(column -> question.hasTerms(at, column))
        .mapToInt(List::size)
        .max()
        .orElse(0);
  }

  /// How many words from here on belong to one column's name, words of grammar between them
  /// included: "seats" of `max_seats`.
  int property(QuestionTokens question, int from) {
    int longest = 0;
    for (List<String> column : columns) {
      int at = from;
      int end = from;
      while (at < question.size()) {
        boolean named = column.contains(question.get(at).term());
        if (!named && !Grammar.neutral(question.get(at).text())) {
          break;
        }
        at++;
        end = named ? at : end;
      }
      longest = Math.max(longest, end - from);
    }
    return longest;
  }

  /// The columns that the mapping shows or lets be computed; never one that it leaves out.
  static Set<String> columns(SourceMapping source) {
    Set<String> columns = new LinkedHashSet<>(source.columns());
    columns.addAll(source.computable().sums());
    if (!source.computable().latest().isEmpty()) {
      columns.add(source.computable().latest());
    }
    return columns;
  }
}
