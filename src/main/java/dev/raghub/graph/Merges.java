package dev.raghub.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which entities a person said are the same: a forest whose trees are one entity each, under the
/// number of the root. Immutable. It depends on which decisions stand and not on their order.
public final class Merges {
  /// Nothing is merged.
  static final Merges NONE = new Merges(Map.of());

  private final Map<Long, Long> parents;
  private final Map<Long, Long> roots = new HashMap<>();
  private final Map<Long, List<Long>> children = new HashMap<>();

  /// @param parents what each merged entity was merged into, without a circle
  Merges(Map<Long, Long> parents) {
    this.parents = Map.copyOf(parents);
    parents.forEach(
        (entity, parent) -> {
          children.computeIfAbsent(parent, key -> new ArrayList<>()).add(entity);
          long root = parent;
          // Decisions never close a circle; a broken table must not hang the gateway.
          for (int steps = 0; steps < parents.size() && this.parents.containsKey(root); steps++) {
            root = this.parents.get(root);
          }
          roots.put(entity, root);
        });
  }

  /// Whether something was merged into something else.
  public boolean merged(long entity) {
    return parents.containsKey(entity);
  }

  /// The entity that stands for this one; itself, if it was not merged.
  public long root(long entity) {
    return roots.isEmpty() ? entity : roots.getOrDefault(entity, entity);
  }

  /// Whether something was merged into it.
  boolean hasMembers(long entity) {
    return children.containsKey(entity);
  }

  /// What goes by this entity: itself, and all that were merged into it, over any number of steps.
  public Set<Long> members(long entity) {
    if (!hasMembers(entity)) {
      return Collections.singleton(entity);
    }
    Set<Long> members = new HashSet<>();
    Deque<Long> open = new ArrayDeque<>(List.of(entity));
    while (!open.isEmpty()) {
      long next = open.remove();
      if (members.add(next)) {
        open.addAll(children.getOrDefault(next, List.of()));
      }
    }
    return members;
  }
}
