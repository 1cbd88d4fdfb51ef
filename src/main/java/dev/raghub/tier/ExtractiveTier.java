package dev.raghub.tier;

import dev.raghub.analysis.LuceneAnalysis;
import dev.raghub.answer.Answer;
import dev.raghub.answer.Citation;
import dev.raghub.answer.Passage;
import dev.raghub.answer.Question;
import dev.raghub.answer.Receipt;
import dev.raghub.answer.Retrieval;
import dev.raghub.answer.Statement;
import dev.raghub.context.ContextPacker;
import dev.raghub.context.Unit;
import dev.raghub.model.Embedder;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Answers by quoting: the best sentences, or the fields of rows that are asked, as a context block
/// would show them, those first that say the kind of thing that the question asks for. Needs no
/// model and invents nothing.
@ApplicationScoped
public class ExtractiveTier {
  private static final int STATEMENTS = 5;
  private static final int NEAREST = 3;
  private static final int OF_ONE_TEXT = 2;
  private static final int FIELDS = 4;
  private static final double WORTH_SAYING = 0.5;
  private static final double WORTH_SHOWING = 0.35;
  private static final double RIGHT_KIND = 1.25;

  private final ContextPacker packer;
  private final Bearing bearing;

  ExtractiveTier(ContextPacker packer, Embedder embedder) {
    this.packer = packer;
    this.bearing = new Bearing(new LuceneAnalysis(), embedder);
  }

  /// How many passages it wants to choose from.
  public int depth() {
    return packer.depth();
  }

  /// The answer that these passages give. Not found: no statements, and the nearest passages as
  /// citations.
  public Answer answer(Question question, Retrieval retrieval) {
    int passages = retrieval.passages().size();
    if (!bearing.bears(question, retrieval)) {
      return notFound(retrieval, Receipt.withoutModel("abstain", passages));
    }
    Receipt receipt = Receipt.withoutModel("extractive", passages);
    List<Statement> statements = chosen(question, retrieval);
    String text =
        statements.stream()
            .map(statement -> statement.text() + " [" + statement.citation() + "]")
            .collect(Collectors.joining("\n"));
    return new Answer(true, text, statements, cited(retrieval, statements), retrieval, receipt);
  }

  private static Answer notFound(Retrieval retrieval, Receipt receipt) {
    List<Citation> nearest =
        retrieval.passages().stream().limit(NEAREST).map(Passage::citation).toList();
    String text =
        nearest.isEmpty()
            ? "Not found: this workspace holds nothing that resembles the question."
            : "Not found in this workspace. Nearest: "
                + nearest.stream()
                    .map(citation -> citation.title() + " [" + citation.number() + "]")
                    .collect(Collectors.joining(", "));
    return new Answer(false, text, List.of(), nearest, retrieval, receipt);
  }

  private List<Statement> chosen(Question question, Retrieval retrieval) {
    QuestionForm form = QuestionForm.of(question.text());
    Map<Integer, List<Unit>> byPassage = new LinkedHashMap<>();
    packer
        .units(retrieval)
        .forEach(
            unit ->
                byPassage
                    .computeIfAbsent(unit.passage().rank(), rank -> new ArrayList<>())
                    .add(unit));
    List<Candidate> candidates = new ArrayList<>();
    byPassage.values().forEach(units -> candidates.addAll(candidates(units)));
    candidates.replaceAll(
        candidate ->
            form.isSaidBy(candidate.statement().text(), question.text())
                ? candidate.better(RIGHT_KIND)
                : candidate);
    candidates.sort(Comparator.comparingDouble(Candidate::value).reversed());
    double worth = candidates.isEmpty() ? 0 : WORTH_SAYING * candidates.getFirst().value();
    return candidates.stream()
        .filter(candidate -> candidate.value() >= worth)
        .limit(STATEMENTS)
        .map(Candidate::statement)
        .toList();
  }

  /// A row is one statement, its title with the fields that matter; a text gives its best
  /// sentences.
  private static List<Candidate> candidates(List<Unit> bestFirst) {
    Passage passage = bestFirst.getFirst().passage();
    List<Unit> fields = bestFirst.stream().filter(Unit::isField).toList();
    List<Candidate> candidates = new ArrayList<>();
    bestFirst.stream()
        .filter(unit -> !unit.isField())
        .limit(OF_ONE_TEXT)
        .forEach(unit -> candidates.add(candidate(passage, unit.text(), unit.value())));
    if (!fields.isEmpty()) {
      double worth = WORTH_SHOWING * fields.getFirst().value();
      String shown =
          fields.stream()
              .filter(unit -> unit.value() >= worth)
              .limit(FIELDS)
              .sorted(Comparator.comparingInt(Unit::place))
              .map(Unit::text)
              .collect(Collectors.joining("; "));
      String row = passage.citation().title() + " — " + shown;
      candidates.add(candidate(passage, row, fields.getFirst().value()));
    }
    return candidates;
  }

  private static Candidate candidate(Passage passage, String text, double value) {
    return new Candidate(new Statement(text, passage.rank()), value);
  }

  private static List<Citation> cited(Retrieval retrieval, List<Statement> statements) {
    return statements.stream()
        .map(Statement::citation)
        .distinct()
        .map(number -> retrieval.passages().get(number - 1).citation())
        .toList();
  }

  private record Candidate(Statement statement, double value) {
    Candidate better(double factor) {
      return new Candidate(statement, factor * value);
    }
  }
}
