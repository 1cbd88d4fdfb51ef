package dev.raghub.extract;

import dev.raghub.corpus.Chunk;
import dev.raghub.document.Assertion;
import dev.raghub.graph.EntityId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// Finds where a document says what was asserted of it. Every sentence that says one of the two
/// names mentions both, since it is about their relation; the first that says both, or else the
/// first that says one, or else the first of all, carries the relation itself. An assertion whose
/// ends cannot be names (a number, a clause) is left out.
final class Assertions {
  private final List<Place> places = new ArrayList<>();

  Assertions(List<Chunk> chunks) {
    for (Chunk chunk : chunks) {
      for (int i = 0; i < chunk.sentences().size(); i++) {
        String words = Words.name(chunk.sentences().get(i).text());
        places.add(new Place(chunk, i, " " + words + " "));
      }
    }
  }

  /// Adds an assertion's names, mentions and relation.
  void add(
      Assertion assertion,
      Collection<Mention> mentions,
      Map<EntityId, String> names,
      Collection<Relation> relations) {
    List<String> subject = Words.of(assertion.subject());
    List<String> object = Words.of(assertion.object());
    if (!Words.canBeName(subject) || !Words.canBeName(object)) {
      return;
    }
    EntityId from = name(subject, names);
    EntityId to = name(object, names);
    List<Place> saying = saying(String.join(" ", subject), String.join(" ", object));
    for (Place place : saying) {
      mentions.add(place.mention(from));
      mentions.add(place.mention(to));
    }
    Place best = saying.getFirst();
    relations.add(
        new Relation(best.chunk().id(), best.sentence(), from, assertion.predicate(), to));
  }

  private List<Place> saying(String subject, String object) {
    List<Place> both =
        places.stream().filter(place -> place.says(subject) && place.says(object)).toList();
    List<Place> saying = new ArrayList<>(both);
    places.stream().filter(place -> place.says(subject) != place.says(object)).forEach(saying::add);
    return saying.isEmpty() ? List.of(places.getFirst()) : saying;
  }

  private static EntityId name(List<String> words, Map<EntityId, String> names) {
    String name = String.join(" ", words);
    EntityId entity = EntityId.ofName(name);
    names.put(entity, name);
    return entity;
  }

  private record Place(Chunk chunk, int sentence, String words) {
    boolean says(String name) {
      return words.contains(" " + name + " ");
    }

    Mention mention(EntityId entity) {
      return new Mention(chunk.id(), sentence, entity, Rule.ASSERTION);
    }
  }
}
