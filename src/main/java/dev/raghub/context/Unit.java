package dev.raghub.context;

import dev.raghub.answer.Passage;

/// What a block is made of: a sentence of a passage, or one of a row's fields.
///
/// @param place in the passage, from 0
/// @param text as it is printed
/// @param value by which units are chosen
public record Unit(Passage passage, int place, String text, double value) {
  /// Whether it is a row's field.
  public boolean isField() {
    return passage.sentences().get(place).isField();
  }

  /// The same with another value.
  Unit worth(double other) {
    return new Unit(passage, place, text, other);
  }
}
