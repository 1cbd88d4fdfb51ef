package dev.raghub.extract;

import dev.raghub.graph.EntityId;
import java.util.List;
import java.util.Map;

/// What one document says.
///
/// @param names the names that its mentions use, by entity
/// @param aliases the document's own names, by entity
public record Extraction(
    List<Mention> mentions,
    List<Relation> relations,
    Map<EntityId, String> names,
    Map<EntityId, String> aliases) {
  public Extraction {
    mentions = List.copyOf(mentions);
    relations = List.copyOf(relations);
    names = Map.copyOf(names);
    aliases = Map.copyOf(aliases);
  }
}
