package dev.raghub.cache;

import dev.raghub.answer.QuestionVector;
import dev.raghub.corpus.ItemId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The kept questions of a partition by meaning, in this process: compared one by one, which is
/// exact and takes about a millisecond for 10,000. Safe for many threads.
final class Neighbours {
  private final Map<String, Known> known;

  Neighbours(int most) {
    this.known =
        new LinkedHashMap<>() {
          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > most;
          }
        };
  }

  private record Known(String text, QuestionVector vector, Set<ItemId> grounds) {}

  /// A kept question near an asked one.
  record Near(String question, String text, double similarity) {}

  synchronized void add(String question, Entry entry) {
    entry
        .questionVector()
        .ifPresent(
            vector -> known.put(question, new Known(entry.question(), vector, entry.grounds())));
  }

  synchronized void remove(String question) {
    known.remove(question);
  }

  synchronized boolean has(String question) {
    return known.containsKey(question);
  }

  synchronized int size() {
    return known.size();
  }

  /// The nearest questions, nearest first.
  List<Near> nearest(QuestionVector asked, double atLeast, int most) {
    List<Near> near = new ArrayList<>();
    for (Map.Entry<String, Known> each : snapshot()) {
      double similarity = asked.cosine(each.getValue().vector);
      if (similarity >= atLeast) {
        near.add(new Near(each.getKey(), each.getValue().text, similarity));
      }
    }
    return near.stream()
        .sorted(Comparator.comparingDouble(Near::similarity).reversed())
        .limit(most)
        .toList();
  }

  /// The questions whose answers rest on any of these items.
  List<String> restingOn(Collection<ItemId> items) {
    return snapshot().stream()
        .filter(each -> !Collections.disjoint(each.getValue().grounds, items))
        .map(Map.Entry::getKey)
        .toList();
  }

  private synchronized List<Map.Entry<String, Known>> snapshot() {
    return List.copyOf(known.entrySet());
  }
}
