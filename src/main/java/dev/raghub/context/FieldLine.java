package dev.raghub.context;

import dev.raghub.analysis.LuceneAnalysis;
import dev.raghub.analysis.QuestionTerms;
import dev.raghub.analysis.TermSets;
import java.util.ArrayList;
import java.util.List;

/// A row's `- name: value` line as a block prints it: without the dash, and of a long list only the
/// entries that share a word with the question, and the first few.
final class FieldLine {
  private static final int LONG = 120;
  private static final int FIRST = 3;

  private final LuceneAnalysis analysis;
  private final QuestionTerms question;

  FieldLine(LuceneAnalysis analysis, QuestionTerms question) {
    this.analysis = analysis;
    this.question = question;
  }

  String shortened(String line) {
    String field = line.substring(2);
    if (field.length() <= LONG) {
      return field;
    }
    int colon = field.indexOf(": ");
    List<String> entries = List.of(field.substring(colon + 2).split(", ", -1));
    List<String> kept = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      if (i < FIRST || has(entries.get(i))) {
        kept.add(entries.get(i));
      }
    }
    int more = entries.size() - kept.size();
    return field.substring(0, colon + 2)
        + String.join(", ", kept)
        + (more > 0 ? ", … %d more".formatted(more) : "");
  }

  private boolean has(String entry) {
    char[] terms = TermSets.of(analysis.terms(entry, Integer.MAX_VALUE));
    return question.in(terms, 0, terms.length) != 0;
  }
}
