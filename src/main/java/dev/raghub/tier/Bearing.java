package dev.raghub.tier;

import dev.raghub.analysis.LuceneAnalysis;
import dev.raghub.analysis.QuestionTerms;
import dev.raghub.answer.Passage;
import dev.raghub.answer.Question;
import dev.raghub.answer.Retrieval;
import dev.raghub.extract.Words;
import dev.raghub.extract.Words.Word;
import dev.raghub.model.Embedder;
import java.util.ArrayList;
import java.util.List;

/// Whether what was found bears on a question at all.
///
/// What the question names (what it writes with a capital or a digit) must be here: a question
/// about INC-2028 is not answered by other incidents. Beyond that the best passages together must
/// cover half of the words that anything here has, or one of them must mean the same. In a question
/// without names every word counts, known or not.
final class Bearing {
  private static final int PASSAGES = 5;
  private static final double MAX_UNKNOWN = 1 / 3.0;
  private static final double MIN_NAMED = 0.6;
  private static final double MIN_COVERED = 0.5;
  private static final double MIN_COVERED_OF_ALL = 0.4;

  private final LuceneAnalysis analysis;
  private final double related;

  Bearing(LuceneAnalysis analysis, Embedder embedder) {
    this.analysis = analysis;
    this.related = embedder.cosines().related();
  }

  boolean bears(Question question, Retrieval retrieval) {
    QuestionTerms terms = retrieval.terms();
    List<Passage> best = retrieval.limitedTo(PASSAGES).passages();
    long said = best.stream().mapToLong(Passage::terms).reduce(0, (one, other) -> one | other);
    double named = terms.weight(names(question, terms));
    boolean alike =
        best.stream()
            .flatMap(passage -> passage.legs().stream())
            .anyMatch(leg -> leg.name().equals("dense") && leg.score() >= related);
    if (named <= 0) {
      return alike || terms.coverage(said) >= MIN_COVERED_OF_ALL;
    }
    double unknown = terms.weight(names(question, terms) & ~terms.known()) / named;
    double saidNames = terms.weight(names(question, terms) & said) / named;
    double covered =
        terms.weight(said & terms.known()) / Math.max(1e-9, terms.weight(terms.known()));
    return unknown <= MAX_UNKNOWN && (alike || (saidNames >= MIN_NAMED && covered >= MIN_COVERED));
  }

  /// The terms of what the question writes as names are written. Its first word has a capital
  /// anyway.
  private long names(Question question, QuestionTerms terms) {
    List<Word> words = Words.written(question.text());
    List<String> names = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i).text();
      boolean name = i > 0 && words.get(i).capital();
      if (name || word.codePoints().anyMatch(Character::isDigit)) {
        names.addAll(analysis.terms(word, 1));
      }
    }
    names.removeIf(name -> analysis.importance(name) < 1);
    return terms.of(names);
  }
}
