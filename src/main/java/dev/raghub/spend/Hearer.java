package dev.raghub.spend;

import java.util.function.Consumer;

/// Is told of a call while it goes on: of the text, piece by piece, and of what may be billed.
@FunctionalInterface
interface Hearer extends Consumer<String> {
  /// An attempt may be billed, whatever becomes of the call.
  default void worked() {}
}
