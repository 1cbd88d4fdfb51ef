package dev.raghub.eval;

import java.util.List;
import java.util.Map;

/// What one question of a template is about.
///
/// @param slots the values to fill in, by slot
record Instance(Map<String, String> slots, List<String> answers, List<String> gold) {
  Instance {
    slots = Map.copyOf(slots);
    answers = List.copyOf(answers);
    gold = List.copyOf(gold);
  }
}
