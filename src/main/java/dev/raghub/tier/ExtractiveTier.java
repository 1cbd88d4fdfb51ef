package dev.raghub.tier;

import dev.raghub.analysis.TermWeight;
import dev.raghub.answer.Answer;
import dev.raghub.answer.Citation;
import dev.raghub.answer.Passage;
import dev.raghub.answer.PassageSentence;
import dev.raghub.answer.Question;
import dev.raghub.answer.Receipt;
import dev.raghub.answer.Retrieval;
import dev.raghub.answer.Statement;
import dev.raghub.corpus.RowLabel;
import dev.raghub.index.LuceneTextIndex;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Answers by quoting: the sentences, or the fields of a row, that cover most of the question.
/// Needs no model and invents nothing.
///
/// score(unit) = (0.2 + coverage(unit with title, source and key)) / (1 + 0.3 · (rank − 1)), where
/// coverage is the share of the question's idf weight whose terms occur. "Found" means that the
/// best passage covers [#MIN_COVERAGE] of the question or lies within [#MIN_COSINE] of it.
@ApplicationScoped
public class ExtractiveTier {
  static final double MIN_COVERAGE = 0.4;
  static final double MIN_COSINE = 0.68;
  private static final int PASSAGES = 5;
  private static final int STATEMENTS = 3;
  private static final int FIELDS = 8;
  private static final double WORTH_SAYING = 0.6;
  private static final Pattern FIELD = Pattern.compile("- [^:\\n]{1,80}: .*", Pattern.DOTALL);

  private final LuceneTextIndex index;

  ExtractiveTier(LuceneTextIndex index) {
    this.index = index;
  }

  /// The answer that these passages give. Not found: no statements, and the nearest passages as
  /// citations.
  public Answer answer(Workspace workspace, Question question, Retrieval retrieval) {
    Map<String, TermWeight> weights = index.weights(workspace, question.text());
    Receipt receipt = new Receipt("extractive", 0, retrieval.passages().size());
    if (!bears(retrieval, weights)) {
      return notFound(retrieval, receipt);
    }
    List<Statement> statements = chosen(retrieval, weights);
    String text =
        statements.stream()
            .map(statement -> statement.text() + " [" + statement.citation() + "]")
            .collect(Collectors.joining("\n"));
    return new Answer(true, text, statements, cited(retrieval, statements), retrieval, receipt);
  }

  private static Answer notFound(Retrieval retrieval, Receipt receipt) {
    List<Citation> nearest =
        retrieval.passages().stream().limit(STATEMENTS).map(Passage::citation).toList();
    String text =
        nearest.isEmpty()
            ? "Not found: this workspace holds nothing that resembles the question."
            : "Not found in this workspace. Nearest: "
                + nearest.stream()
                    .map(citation -> citation.title() + " [" + citation.number() + "]")
                    .collect(Collectors.joining(", "));
    return new Answer(false, text, List.of(), nearest, retrieval, receipt);
  }

  private boolean bears(Retrieval retrieval, Map<String, TermWeight> weights) {
    return retrieval.passages().stream()
        .limit(PASSAGES)
        .anyMatch(
            passage ->
                coverage(weights, heading(passage.citation()) + "\n" + passage.text())
                        >= MIN_COVERAGE
                    || passage.legs().stream()
                        .anyMatch(leg -> leg.name().equals("dense") && leg.score() >= MIN_COSINE));
  }

  private List<Statement> chosen(Retrieval retrieval, Map<String, TermWeight> weights) {
    List<Candidate> candidates = new ArrayList<>();
    retrieval.passages().stream()
        .limit(PASSAGES)
        .forEach(passage -> candidates.addAll(candidates(passage, weights)));
    candidates.sort(Comparator.comparingDouble(Candidate::score).reversed());
    double worth = candidates.isEmpty() ? 0 : WORTH_SAYING * candidates.getFirst().score();
    return candidates.stream()
        .filter(candidate -> candidate.score() >= worth)
        .limit(STATEMENTS)
        .map(Candidate::statement)
        .toList();
  }

  private List<Candidate> candidates(Passage passage, Map<String, TermWeight> weights) {
    List<Candidate> candidates = new ArrayList<>();
    List<String> fields = new ArrayList<>();
    for (PassageSentence noted : passage.sentences()) {
      String sentence = noted.text();
      if (FIELD.matcher(sentence).matches()) {
        fields.add(sentence.substring(2));
      } else {
        candidates.add(candidate(passage, sentence, weights));
      }
    }
    if (!fields.isEmpty()) {
      String row = passage.citation().title() + " — " + String.join("; ", telling(fields, weights));
      candidates.add(candidate(passage, row, weights));
    }
    return candidates;
  }

  /// The fields that share a term with the question, then the others, in the row's order.
  private List<String> telling(List<String> fields, Map<String, TermWeight> weights) {
    Set<String> kept =
        fields.stream()
            .sorted(
                Comparator.comparingDouble((String field) -> coverage(weights, field)).reversed())
            .limit(FIELDS)
            .collect(Collectors.toSet());
    return fields.stream().filter(kept::contains).toList();
  }

  private Candidate candidate(Passage passage, String text, Map<String, TermWeight> weights) {
    double coverage = coverage(weights, heading(passage.citation()) + "\n" + text);
    double score = (0.2 + coverage) / (1 + 0.3 * (passage.rank() - 1));
    return new Candidate(new Statement(text, passage.rank()), score);
  }

  private static String heading(Citation citation) {
    return citation.title() + "\n" + RowLabel.of(citation.source(), citation.key());
  }

  private double coverage(Map<String, TermWeight> weights, String text) {
    Set<String> terms = new HashSet<>(index.terms(text));
    double all = 0;
    double covered = 0;
    for (Map.Entry<String, TermWeight> weight : weights.entrySet()) {
      all += weight.getValue().weight();
      covered += terms.contains(weight.getKey()) ? weight.getValue().weight() : 0;
    }
    return all == 0 ? 0 : covered / all;
  }

  private static List<Citation> cited(Retrieval retrieval, List<Statement> statements) {
    return statements.stream()
        .map(Statement::citation)
        .distinct()
        .map(number -> retrieval.passages().get(number - 1).citation())
        .toList();
  }

  private record Candidate(Statement statement, double score) {}
}
