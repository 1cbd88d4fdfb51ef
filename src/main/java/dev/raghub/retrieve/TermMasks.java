package dev.raghub.retrieve;

import dev.raghub.analysis.QuestionTerms;
import dev.raghub.graph.GraphSnapshot;
import java.util.HashMap;
import java.util.Map;

/// Which terms of one question stand where; each passage is looked through once.
final class TermMasks {
  private final GraphSnapshot graph;
  private final QuestionTerms question;
  private final Map<Integer, long[]> masks = new HashMap<>();

  TermMasks(GraphSnapshot graph, QuestionTerms question) {
    this.graph = graph;
    this.question = question;
  }

  /// The terms of a whole passage, its heading included.
  long of(int passage) {
    long[] slots = slots(passage);
    return slots[slots.length - 1];
  }

  /// @param sentence from 0; -1 = the passage's heading
  long of(int passage, int sentence) {
    return slots(passage)[1 + sentence];
  }

  /// The heading, the sentences, then all of them together.
  private long[] slots(int passage) {
    long[] known = masks.get(passage);
    if (known != null) {
      return known;
    }
    long[] slots = new long[graph.sentences(passage) + 2];
    for (int slot = 0; slot < slots.length - 1; slot++) {
      slots[slot] = graph.mask(passage, slot - 1, question);
      slots[slots.length - 1] |= slots[slot];
    }
    masks.put(passage, slots);
    return slots;
  }
}
