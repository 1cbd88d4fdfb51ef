package dev.raghub.cache;

import dev.raghub.answer.Answer;
import dev.raghub.answer.Retrieval;
import java.util.Optional;
import java.util.function.Supplier;

/// The place of an answer that is being made: looks once more for a kept one when it is known what
/// the question finds, then keeps the new one.
public interface Slot {
  /// A kept answer to this question or to one that asks the same, whose evidence is what this
  /// question finds now.
  Optional<Answer> similar(Retrieval retrieval);

  /// Makes the answer, keeps it if it may be kept, and lets those have it who wait for it.
  Answer keep(Supplier<Answer> making);
}
