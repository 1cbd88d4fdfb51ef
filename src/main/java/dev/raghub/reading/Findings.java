package dev.raghub.reading;

import dev.raghub.extract.Rule;
import dev.raghub.graph.EntityId;
import dev.raghub.graph.PostgresGraphStore.Place;
import dev.raghub.graph.PostgresGraphStore.StoredMention;
import dev.raghub.graph.PostgresGraphStore.StoredRelation;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What facts put into the graph where their excerpt stands: the relation at the sentence that says
/// it; both names there, and in every other sentence that says one of them, since it is about their
/// relation too.
record Findings(
    Map<EntityId, String> names, Set<StoredMention> mentions, Set<StoredRelation> relations) {
  /// The origin of relations that a model read.
  static final String ORIGIN = "model";

  static Findings none() {
    return new Findings(new TreeMap<>(), new LinkedHashSet<>(), new LinkedHashSet<>());
  }

  void add(Excerpt excerpt, List<Fact> facts) {
    facts.forEach(fact -> add(excerpt, fact));
  }

  private void add(Excerpt excerpt, Fact fact) {
    EntityId subject = name(fact.subject());
    EntityId object = name(fact.object());
    for (int i = 0; i < excerpt.sentences().size(); i++) {
      if (i == fact.sentence()
          || excerpt.says(i, fact.subject())
          || excerpt.says(i, fact.object())) {
        mention(excerpt.places().get(i), subject);
        mention(excerpt.places().get(i), object);
      }
    }
    Place place = excerpt.places().get(fact.sentence());
    relations.add(
        new StoredRelation(
            place.chunk(), place.sentence(), subject, fact.predicate(), object, ORIGIN));
  }

  private void mention(Place place, EntityId name) {
    mentions.add(new StoredMention(place.chunk(), place.sentence(), name, Rule.MODEL.code()));
  }

  private EntityId name(String normalised) {
    EntityId entity = EntityId.ofName(normalised);
    names.put(entity, normalised);
    return entity;
  }
}
