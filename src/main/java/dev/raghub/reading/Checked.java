package dev.raghub.reading;

import java.util.List;

/// What is left of a completion after every guard.
sealed interface Checked {
  /// It can be used; perhaps it says nothing.
  record Sound(List<Fact> facts) implements Checked {
    public Sound {
      facts = List.copyOf(facts);
    }
  }

  /// It cannot.
  record Flawed(Flaw flaw) implements Checked {}
}
