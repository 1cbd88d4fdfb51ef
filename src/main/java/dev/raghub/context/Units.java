package dev.raghub.context;

import dev.raghub.analysis.QuestionTerms;
import dev.raghub.answer.Passage;
import dev.raghub.answer.PassageSentence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The units of passages, best first.
///
/// ```
/// value(sentence) = (1 + ½ · coverage + 0.3 if it names another passage) · (1.3 if it leads) / (1 + 0.4 · rank)
/// value(field)    = the same, without the lead, + 0.5 · asked; × 0.15 where it has no word of the question,
///                   names no passage and is hardly what is asked
/// ```
///
/// Coverage is the share of the question's weight that the sentence has; rank counts from 0.
final class Units {
  private static final double COVERAGE = 0.5;
  private static final double JOINS = 0.3;
  private static final double LEAD = 1.3;
  private static final double MUTE_FIELD = 0.15;
  private static final double ASKED = 0.5;
  private static final double HARDLY = 0.1;
  private static final double DECAY = 0.4;

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
    double rank = 1 + DECAY * (passage.rank() - 1);
    boolean led = false;
    for (int place = 0; place < passage.sentences().size(); place++) {
      PassageSentence sentence = passage.sentences().get(place);
      double value =
          1 + COVERAGE * question.coverage(sentence.terms()) + (sentence.joins() ? JOINS : 0);
      if (sentence.isField()) {
        boolean mute = sentence.terms() == 0 && !sentence.joins() && sentence.asked() < HARDLY;
        value = mute ? MUTE_FIELD : value + ASKED * sentence.asked();
      } else {
        value *= led ? 1 : LEAD;
        led = true;
      }
      units.add(new Unit(passage, place, text(sentence), value / rank));
    }
  }

  private String text(PassageSentence sentence) {
    if (sentence.isField()) {
      return fields.shortened(sentence.text());
    }
    return telegraphic ? Telegraph.of(sentence.text()) : sentence.text();
  }
}
