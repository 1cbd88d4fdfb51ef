package dev.raghub.graph;

import dev.raghub.graph.RelationDecision.Kind;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Which relations of a workspace persons pinned and hid. Immutable. What was merged into an entity
/// counts as the entity; of two decisions that thereby speak of one relation, hiding it wins, so
/// that it does not matter which was made first.
public final class RelationDecisions {
  /// Nothing was said.
  static final RelationDecisions NONE = new RelationDecisions(Map.of());

  private final Map<Ends, Kind> kinds;
  private final boolean pins;
  private final boolean hides;

  private RelationDecisions(Map<Ends, Kind> kinds) {
    this.kinds = Map.copyOf(kinds);
    this.pins = kinds.containsValue(Kind.PIN);
    this.hides = kinds.containsValue(Kind.HIDE);
  }

  /// @param item whose passages speak of the entity
  /// @param entity as it was said
  record Ends(long item, long entity) {}

  static RelationDecisions of(Map<Ends, Kind> said, Merges merges) {
    Map<Ends, Kind> kinds = new HashMap<>();
    said.forEach(
        (ends, kind) ->
            kinds.merge(
                new Ends(ends.item(), merges.root(ends.entity())),
                kind,
                (one, other) -> one == other ? one : Kind.HIDE));
    return kinds.isEmpty() ? NONE : new RelationDecisions(kinds);
  }

  /// Whether any relation is pinned.
  boolean pins() {
    return pins;
  }

  /// Whether any relation is hidden.
  boolean hides() {
    return hides;
  }

  /// @param entity what it was merged into, if it was
  public boolean hidden(long item, long entity) {
    return hides && kinds.get(new Ends(item, entity)) == Kind.HIDE;
  }

  /// @param entity what it was merged into, if it was
  boolean pinned(long item, long entity) {
    return pins && kinds.get(new Ends(item, entity)) == Kind.PIN;
  }

  /// What was said of a relation.
  ///
  /// @param entity what it was merged into, if it was
  public Optional<Kind> of(long item, long entity) {
    return Optional.ofNullable(kinds.get(new Ends(item, entity)));
  }
}
