package dev.raghub.graph;

import dev.raghub.corpus.StableHash;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.graph.EntityAddress.Name;
import dev.raghub.graph.EntityAddress.Row;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/// What a person decided about two entities. Two names, or two rows, are the same; or a name is
/// another name of a row. The last joins and unifies nothing: other rows may bear the name as well.
///
/// @param by the public part of the key that said it
public record Resolution(EntityAddress entity, EntityAddress target, String by, Instant at) {
  public Resolution {
    if (entity.equals(target)) {
      throw new RaghubException(
          ErrorCode.INVALID_REQUEST, "'entity' and 'into' are one entity; expected two");
    }
    if (entity instanceof Row && target instanceof Name) {
      throw new RaghubException(
          ErrorCode.INVALID_REQUEST,
          "'entity' is a row and 'into' a name; to give a row a name, make the name 'entity'");
    }
  }

  /// The same decision has the same id whenever it is made.
  public UUID id() {
    return StableHash.uuid(
        "resolution", entity.source(), entity.key(), target.source(), target.key());
  }

  /// Whether it makes the two one; else it gives a row a name.
  public boolean unifies() {
    return entity instanceof Name == target instanceof Name;
  }

  /// The names that it speaks of.
  public Map<EntityId, String> names() {
    Map<EntityId, String> names = new TreeMap<>();
    for (EntityAddress end : new EntityAddress[] {entity, target}) {
      if (end instanceof Name name) {
        names.put(name.id(), name.key());
      }
    }
    return names;
  }
}
