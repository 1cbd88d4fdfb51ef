package dev.raghub.context;

import dev.raghub.analysis.QuestionTerms;
import dev.raghub.answer.Passage;
import dev.raghub.answer.PassageSentence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/// The units of passages, best first.
///
/// ```
/// value(sentence) = (1 + ½ · coverage + 0.3 if it names another passage) · (1.3 if it leads) / (1 + 0.4 · rank)
/// value(field)    = (0.15 + asked + min(1, 3 · coverage) + 0.3 if it names another passage) / (1 + 0.2 · rank)
/// ```
///
/// Coverage is the share of the question's weight that the unit has; rank counts from 0. A field
/// whose value the row's title says already has nothing but its 0.15, and so has a row's free text
/// without a word of the question: a row is worth showing for the field that is asked.
final class Units {
  private static final double COVERAGE = 0.5;
  private static final double JOINS = 0.3;
  private static final double LEAD = 1.3;
  private static final double MUTE = 0.15;
  private static final double FIELD_COVERAGE = 3;
  private static final double DECAY = 0.4;
  private static final double FIELD_DECAY = 0.2;
  private static final double ROW_DECAY = 0.1;

  private final QuestionTerms question;
  private final FieldLine fields;
  private final boolean telegraphic;

  Units(QuestionTerms question, FieldLine fields, boolean telegraphic) {
    this.question = question;
    this.fields = fields;
    this.telegraphic = telegraphic;
  }

  /// Ties by passage and place.
  List<Unit> of(List<Passage> passages) {
    List<Unit> units = new ArrayList<>();
    passages.forEach(passage -> add(units, passage));
    units.sort(
        Comparator.comparingDouble(Unit::value)
            .reversed()
            .thenComparingInt(unit -> unit.passage().rank())
            .thenComparingInt(Unit::place));
    return units;
  }

  private void add(List<Unit> units, Passage passage) {
    boolean row = passage.sentences().stream().anyMatch(PassageSentence::isField);
    List<Unit> own = new ArrayList<>();
    boolean led = row;
    for (int place = 0; place < passage.sentences().size(); place++) {
      PassageSentence sentence = passage.sentences().get(place);
      double value =
          sentence.isField()
              ? field(sentence, passage.citation().title())
              : free(sentence, row) * (led ? 1 : LEAD);
      double decay = sentence.isField() ? FIELD_DECAY : DECAY;
      led |= !sentence.isField();
      own.add(unit(passage, place, value / (1 + decay * (passage.rank() - 1))));
    }
    if (row) {
      Unit best = Collections.max(own, Comparator.comparingDouble(Unit::value));
      own.set(
          own.indexOf(best), best.worth(best.value() + 1 / (1 + ROW_DECAY * (passage.rank() - 1))));
    }
    units.addAll(own);
  }

  private Unit unit(Passage passage, int place, double value) {
    return new Unit(passage, place, text(passage.sentences().get(place)), value);
  }

  private double field(PassageSentence sentence, String title) {
    String value = sentence.text().substring(sentence.text().indexOf(": ") + 2);
    if (title.contains(value)) {
      return MUTE;
    }
    double covered = Math.min(1, FIELD_COVERAGE * question.coverage(sentence.terms()));
    return MUTE + sentence.asked() + covered + (sentence.joins() ? JOINS : 0);
  }

  private double free(PassageSentence sentence, boolean inRow) {
    if (inRow && sentence.terms() == 0 && !sentence.joins()) {
      return MUTE;
    }
    return 1 + COVERAGE * question.coverage(sentence.terms()) + (sentence.joins() ? JOINS : 0);
  }

  private String text(PassageSentence sentence) {
    if (sentence.isField()) {
      return fields.shortened(sentence.text());
    }
    return telegraphic ? Telegraph.of(sentence.text()) : sentence.text();
  }
}
