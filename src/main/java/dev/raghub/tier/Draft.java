package dev.raghub.tier;

import dev.raghub.answer.ModelCall;
import dev.raghub.answer.Verification;

/// What became of asking one model for an answer.
sealed interface Draft {
  /// The outcome of the call that gave the answer.
  String ANSWERED = "answered";

  /// The call, for the receipt.
  ModelCall call();

  /// It answered.
  record Written(String text, Verification verification, ModelCall call) implements Draft {}

  /// It says that the sources do not answer the question.
  record NotFound(ModelCall call) implements Draft {}

  /// It could not be asked, or gave nothing to show; the call's outcome is the code of the error.
  record Failed(ModelCall call) implements Draft {}
}
