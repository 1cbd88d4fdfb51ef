package dev.raghub.extract;

import dev.raghub.corpus.Chunk;
import dev.raghub.corpus.ItemId;
import dev.raghub.corpus.Sentence;
import dev.raghub.document.Document;
import dev.raghub.graph.EntityId;
import dev.raghub.source.Link;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Finds mentions by rule. Depends on the document alone: names that other rows bring in are the
/// gazetteer's business, in `merge`.
@ApplicationScoped
public class Extractor {
  private static final Pattern NUMBER = Pattern.compile("[a-z]{0,4}\\d{1,12}");
  private static final Map<Rule, Pattern> PATTERNS =
      Map.of(
          Rule.CODE, Pattern.compile("\\b[A-Z][A-Z0-9]{1,15}(?:-[A-Z0-9]{1,24})+\\b"),
          Rule.EMAIL, Pattern.compile("\\b[\\w.+-]{1,64}@[\\w-]{1,63}(?:\\.[\\w-]{1,63})+\\b"),
          Rule.URL,
              Pattern.compile(
                  "https?://[^\\s)>\\]]{3,200}|(?<![\\w/])/(?:[\\w{}.-]{1,60}/?){1,10}"),
          Rule.VERSION, Pattern.compile("\\bv?\\d{1,4}\\.\\d{1,4}(?:\\.\\d{1,6}){1,2}\\b"));

  /// The document's mentions, without doubles, in order of appearance.
  public Extraction extract(Document document, List<Chunk> chunks) {
    Set<Mention> mentions = new LinkedHashSet<>();
    Map<EntityId, String> names = new LinkedHashMap<>();
    for (Chunk chunk : chunks) {
      for (int i = 0; i < chunk.sentences().size(); i++) {
        for (Found found : found(chunk.sentences().get(i))) {
          EntityId entity = EntityId.ofName(found.name());
          names.put(entity, found.name());
          mentions.add(new Mention(chunk.id(), i, entity, found.rule()));
        }
      }
    }
    addFacets(document, chunks, mentions, names);
    addLinks(document, chunks, mentions);
    Set<Relation> relations = new LinkedHashSet<>();
    Assertions assertions = new Assertions(chunks);
    document
        .assertions()
        .forEach(assertion -> assertions.add(assertion, mentions, names, relations));
    return new Extraction(
        new ArrayList<>(mentions), new ArrayList<>(relations), names, aliases(document));
  }

  /// The names that the rules find in a sentence, as it writes them, in no order.
  public static List<String> names(Sentence sentence) {
    return found(sentence).stream().map(Found::text).toList();
  }

  private static List<Found> found(Sentence sentence) {
    List<Found> found = new ArrayList<>();
    PATTERNS.forEach(
        (rule, pattern) ->
            pattern
                .matcher(sentence.text())
                .results()
                .forEach(match -> add(found, rule, match.group())));
    if (sentence.free()) {
      CapitalisedNames.in(sentence.text()).forEach(name -> add(found, Rule.CAPITALS, name));
    }
    return found;
  }

  private static void add(List<Found> found, Rule rule, String text) {
    List<String> words = Words.of(text);
    if (Words.canBeName(words) || (rule == Rule.VERSION && !words.isEmpty())) {
      found.add(new Found(rule, String.join(" ", words), text));
    }
  }

  private static void addFacets(
      Document document, List<Chunk> chunks, Set<Mention> mentions, Map<EntityId, String> names) {
    for (String facet : document.facets()) {
      String name = Words.name(facet);
      if (!name.isEmpty()) {
        EntityId entity = EntityId.ofName(name);
        names.put(entity, name);
        mentions.add(at(placeOf(facet, chunks), entity, Rule.FACET));
      }
    }
  }

  private static void addLinks(Document document, List<Chunk> chunks, Set<Mention> mentions) {
    for (Link link : document.links()) {
      EntityId entity = EntityId.ofRow(ItemId.of(link.source(), link.key()));
      mentions.add(at(placeOf(link, chunks), entity, Rule.LINK));
    }
  }

  private static Mention at(Place place, EntityId entity, Rule rule) {
    return new Mention(place.chunk().id(), place.sentence(), entity, rule);
  }

  /// The field of the link's name that says its title; else where that is said.
  private static Place placeOf(Link link, List<Chunk> chunks) {
    String field = "- " + link.name() + ": ";
    for (Chunk chunk : chunks) {
      for (int i = 0; i < chunk.sentences().size(); i++) {
        String text = chunk.sentences().get(i).text();
        if (text.startsWith(field) && text.contains(link.title())) {
          return new Place(chunk, i);
        }
      }
    }
    return placeOf(link.title(), chunks);
  }

  /// The first sentence that says it; else the first of all.
  private static Place placeOf(String text, List<Chunk> chunks) {
    for (Chunk chunk : chunks) {
      for (int i = 0; i < chunk.sentences().size(); i++) {
        if (chunk.sentences().get(i).text().contains(text)) {
          return new Place(chunk, i);
        }
      }
    }
    return new Place(chunks.getFirst(), 0);
  }

  private static Map<EntityId, String> aliases(Document document) {
    Map<EntityId, String> aliases = new LinkedHashMap<>();
    document.names().stream()
        .flatMap(name -> NameForms.of(name).stream())
        .forEach(form -> aliases.put(EntityId.ofName(form), form));
    label(document).ifPresent(label -> aliases.put(EntityId.ofName(label), label));
    return aliases;
  }

  /// What people call a row that has a number: `order 10248`.
  private static Optional<String> label(Document document) {
    List<String> key = Words.of(document.key());
    List<String> words = Words.of(document.type() + " " + document.key());
    boolean number = key.size() == 1 && NUMBER.matcher(key.getFirst()).matches();
    return number && Words.canBeName(words)
        ? Optional.of(String.join(" ", words))
        : Optional.empty();
  }

  /// @param name normalised
  /// @param text as it stands
  private record Found(Rule rule, String name, String text) {}

  private record Place(Chunk chunk, int sentence) {}
}
