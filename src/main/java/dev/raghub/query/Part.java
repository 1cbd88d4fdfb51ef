package dev.raghub.query;

import dev.raghub.answer.Answer;
import dev.raghub.answer.Citation;
import dev.raghub.answer.Passage;
import dev.raghub.answer.Retrieval;
import dev.raghub.answer.Statement;
import dev.raghub.workspace.Workspace;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What one workspace says. Its citations name it.
record Part(String workspace, Answer answer) {
  private static final Pattern MARK = Pattern.compile("\\[(\\d{1,4}(?:\\s*,\\s*\\d{1,4})*)]");

  static Part of(Workspace workspace, Answer answer) {
    return new Part(workspace.id().value(), answer).moved(0);
  }

  /// The highest number that is taken.
  int highest() {
    return numbers().stream().mapToInt(Integer::intValue).max().orElse(0);
  }

  /// The same with citations that are numbered from another number on.
  Part moved(int offset) {
    return new Part(
        workspace,
        new Answer(
            answer.found(),
            offset == 0 ? answer.text() : text(offset),
            answer.statements().stream()
                .map(said -> new Statement(said.text(), said.citation() + offset))
                .toList(),
            answer.citations().stream().map(citation -> moved(citation, offset)).toList(),
            moved(answer.retrieval(), offset),
            answer.receipt(),
            answer.computation(),
            answer.decline(),
            answer.verification(),
            answer.fallbacks(),
            answer.serving()));
  }

  /// Numbers in brackets that cite nothing stay what they are.
  private String text(int offset) {
    Set<Integer> cited = numbers();
    return MARK.matcher(answer.text())
        .replaceAll(
            mark ->
                Matcher.quoteReplacement(
                    List.of(mark.group(1).split(",", -1)).stream()
                        .map(number -> Integer.parseInt(number.strip()))
                        .map(number -> cited.contains(number) ? number + offset : number)
                        .map(String::valueOf)
                        .collect(Collectors.joining(", ", "[", "]"))));
  }

  private Set<Integer> numbers() {
    Set<Integer> numbers = new TreeSet<>();
    answer.citations().forEach(citation -> numbers.add(citation.number()));
    answer.retrieval().passages().forEach(passage -> numbers.add(passage.citation().number()));
    return numbers;
  }

  private Retrieval moved(Retrieval retrieval, int offset) {
    return named(
        retrieval,
        retrieval.passages().stream()
            .map(passage -> placed(passage, passage.rank(), moved(passage.citation(), offset)))
            .toList());
  }

  private Citation moved(Citation citation, int offset) {
    return citation.numbered(citation.number() + offset, workspace);
  }

  static Retrieval named(Retrieval retrieval, List<Passage> passages) {
    return new Retrieval(
        passages,
        retrieval.missed(),
        retrieval.changesBehind(),
        retrieval.vector(),
        retrieval.terms());
  }

  static Passage placed(Passage passage, int rank, Citation citation) {
    return new Passage(
        rank,
        passage.score(),
        citation,
        passage.chunk(),
        passage.terms(),
        passage.sentences(),
        passage.legs(),
        passage.explanation());
  }

  /// Passages whose citations name their workspace, numbered by rank.
  static Retrieval of(Workspace workspace, Retrieval retrieval) {
    return named(
        retrieval,
        IntStream.range(0, retrieval.passages().size())
            .mapToObj(
                at -> {
                  Passage passage = retrieval.passages().get(at);
                  return placed(
                      passage, at + 1, passage.citation().numbered(at + 1, workspace.id().value()));
                })
            .toList());
  }
}
