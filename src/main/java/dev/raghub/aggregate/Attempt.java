package dev.raghub.aggregate;

import dev.raghub.answer.Decline;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// A step of reading a question: what it gave, or why the question is declined.
sealed interface Attempt<T> {
  record Good<T>(T value) implements Attempt<T> {}

  record Refused<T>(Decline reason) implements Attempt<T> {}

  static <T> Attempt<T> of(T value) {
    return new Good<>(value);
  }

  static <T> Attempt<T> refuse(DeclineCode code, String reason) {
    return new Refused<>(code.because(reason));
  }

  /// All values, or the first refusal.
  static <T> Attempt<List<T>> all(List<Attempt<T>> attempts) {
    List<T> values = new ArrayList<>();
    for (Attempt<T> attempt : attempts) {
      switch (attempt) {
        case Good<T> good -> values.add(good.value());
        case Refused<T> refused -> {
          return new Refused<>(refused.reason());
        }
      }
    }
    return of(values);
  }

  default <R> Attempt<R> then(Function<T, Attempt<R>> next) {
    return switch (this) {
      case Good<T> good -> next.apply(good.value());
      case Refused<T> refused -> new Refused<>(refused.reason());
    };
  }
}
