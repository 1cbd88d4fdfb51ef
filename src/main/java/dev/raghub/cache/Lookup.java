package dev.raghub.cache;

import dev.raghub.answer.Answer;

/// What the cache has for a question.
public sealed interface Lookup {
  /// An answer.
  record Hit(Answer answer) implements Lookup {}

  /// Nothing yet: a place for the answer that is made now.
  record Miss(Slot slot) implements Lookup {}
}
