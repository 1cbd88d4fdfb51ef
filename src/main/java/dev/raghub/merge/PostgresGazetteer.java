package dev.raghub.merge;

import dev.raghub.corpus.Chunk;
import dev.raghub.corpus.PostgresChunkRow;
import dev.raghub.extract.Rule;
import dev.raghub.graph.EntityId;
import dev.raghub.graph.PostgresGraphStore;
import dev.raghub.graph.PostgresGraphStore.Place;
import dev.raghub.graph.PostgresGraphStore.StoredMention;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;

/// Keeps the mentions of rows' names in free text exact while both change: new text is matched with
/// all names, new names with the text that was there, and a name that nobody bears any more loses
/// its mentions.
@ApplicationScoped
public class PostgresGazetteer {
  /// Up to how many texts are counted that have a word, at first and where that tells nothing.
  private static final int FEW = 50;

  private static final int MANY = 5_000;

  /// How many old texts are in memory at once.
  private static final int READ_AT_ONCE = 1_000;

  private final PostgresGraphStore graph;

  PostgresGazetteer(PostgresGraphStore graph) {
    this.graph = graph;
  }

  /// @param before the names that were borne by some row before the change, among those that the
  ///   change touches
  /// @param after the same, after it
  /// @return the items whose mentions changed beyond the written ones
  Set<Long> link(
      Workspace workspace,
      Handle handle,
      List<PreparedDocument> written,
      Set<Long> before,
      Set<Long> after) {
    Set<Long> affected = forget(workspace, handle, before, after);
    matchWithAllNames(
        workspace,
        handle,
        written.stream().flatMap(document -> document.chunks().stream()).toList());
    Map<EntityId, String> names = new HashMap<>();
    written.forEach(document -> names.putAll(document.extraction().aliases()));
    affected.addAll(matchWithOldText(workspace, handle, names, without(after, before)));
    return affected;
  }

  /// The same where no document is written.
  ///
  /// @param names what the names are, among them all that are in `after` and not in `before`
  public Set<Long> relink(
      Workspace workspace,
      Handle handle,
      Map<EntityId, String> names,
      Set<Long> before,
      Set<Long> after) {
    Set<Long> affected = forget(workspace, handle, before, after);
    affected.addAll(matchWithOldText(workspace, handle, names, without(after, before)));
    return affected;
  }

  private Set<Long> forget(Workspace workspace, Handle handle, Set<Long> before, Set<Long> after) {
    Set<Long> lost = without(before, after);
    return new HashSet<>(graph.removeMentions(workspace, handle, lost, Rule.GAZETTEER.code()));
  }

  private static Set<Long> without(Set<Long> names, Set<Long> others) {
    Set<Long> rest = new HashSet<>(names);
    rest.removeAll(others);
    return rest;
  }

  private void matchWithAllNames(Workspace workspace, Handle handle, List<Chunk> chunks) {
    Gazetteer gazetteer = Gazetteer.of(chunks);
    Map<Long, Set<Place>> runs = gazetteer.runs(graph.heads(workspace, handle, gazetteer.heads()));
    runs.keySet().retainAll(graph.aliased(workspace, handle, runs.keySet()));
    List<StoredMention> mentions = new ArrayList<>();
    runs.forEach(
        (name, places) ->
            places.forEach(place -> mentions.add(mention(place, new EntityId(name)))));
    graph.addMentions(workspace, handle, mentions);
  }

  private static StoredMention mention(Place place, EntityId name) {
    return new StoredMention(place.chunk(), place.sentence(), name, Rule.GAZETTEER.code());
  }

  private static <T> List<List<T>> slices(List<T> all, int size) {
    return IntStream.iterate(0, from -> from < all.size(), from -> from + size)
        .mapToObj(from -> all.subList(from, Math.min(all.size(), from + size)))
        .toList();
  }

  private Set<Long> matchWithOldText(
      Workspace workspace, Handle handle, Map<EntityId, String> names, Set<Long> gained) {
    Map<EntityId, String> missing = new HashMap<>(names);
    missing.keySet().removeIf(name -> !gained.contains(name.value()));
    SoughtNames sought = new SoughtNames(missing);
    Set<Long> candidates = having(workspace, handle, sought.spans());
    candidates.addAll(both(workspace, handle, sought.anchors(texts(workspace, handle, sought))));
    Set<Long> affected = new HashSet<>();
    for (List<Long> some : slices(List.copyOf(candidates), READ_AT_ONCE)) {
      affected.addAll(match(workspace, handle, sought, some));
    }
    return affected;
  }

  private Set<Long> match(
      Workspace workspace, Handle handle, SoughtNames sought, List<Long> candidates) {
    List<OldChunk> chunks = chunks(workspace, handle, candidates);
    List<StoredMention> mentions = sought.mentions(chunks.stream().map(OldChunk::chunk).toList());
    graph.addMentions(workspace, handle, mentions);
    Set<Long> hit = mentions.stream().map(StoredMention::chunk).collect(Collectors.toSet());
    return chunks.stream()
        .filter(candidate -> hit.contains(candidate.chunk().id().value()))
        .map(OldChunk::item)
        .collect(Collectors.toSet());
  }

  /// How many texts have the pairs of words of these names: exactly where they are few, and where
  /// all pairs of a name are in many more exactly. A pair that is in none is left out.
  private static Map<Long, Integer> texts(Workspace workspace, Handle handle, SoughtNames sought) {
    Map<Long, Integer> texts = counted(workspace, handle, sought.pairs(), FEW);
    Set<Long> frequent =
        texts.entrySet().stream()
            .filter(pair -> pair.getValue() == FEW)
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    texts.putAll(counted(workspace, handle, sought.pairsOfNamesThatAre(frequent), MANY));
    return texts;
  }

  private static Map<Long, Integer> counted(
      Workspace workspace, Handle handle, Set<Long> pairs, int enough) {
    Map<Long, Integer> texts = new HashMap<>();
    if (pairs.isEmpty()) {
      return texts;
    }
    // The order makes the planner take the index, whatever it believes of how common pairs are.
    handle
        .createQuery(
            "SELECT pair, texts FROM unnest(:pairs) AS asked (pair) CROSS JOIN LATERAL "
                + "(SELECT count(*) AS texts FROM (SELECT FROM chunk_pair WHERE workspace = :workspace "
                + "AND chunk_pair.pair = asked.pair ORDER BY chunk LIMIT :enough) AS first) AS counted WHERE texts > 0")
        .bind("workspace", workspace.id().value())
        .bindArray("pairs", Long.class, pairs)
        .bind("enough", enough)
        .map((row, context) -> Map.entry(row.getLong("pair"), row.getInt("texts")))
        .forEach(pair -> texts.put(pair.getKey(), pair.getValue()));
    return texts;
  }

  /// The chunks that have a word.
  private static Set<Long> having(Workspace workspace, Handle handle, Set<SoughtNames.Span> spans) {
    if (spans.isEmpty()) {
      return new HashSet<>();
    }
    List<SoughtNames.Span> words = List.copyOf(spans);
    return new HashSet<>(
        handle
            .createQuery(
                "SELECT DISTINCT held.chunk FROM unnest(:first, :last) AS word (first, last) CROSS JOIN LATERAL "
                    + "(SELECT chunk FROM chunk_pair WHERE workspace = :workspace "
                    + "AND chunk_pair.pair BETWEEN word.first AND word.last ORDER BY pair, chunk) AS held")
            .bind("workspace", workspace.id().value())
            .bindArray("first", Long.class, words.stream().map(SoughtNames.Span::first).toList())
            .bindArray("last", Long.class, words.stream().map(SoughtNames.Span::last).toList())
            .mapTo(Long.class)
            .list());
  }

  /// The chunks that have both pairs.
  private static List<Long> both(
      Workspace workspace, Handle handle, Set<SoughtNames.Anchors> anchors) {
    if (anchors.isEmpty()) {
      return List.of();
    }
    List<SoughtNames.Anchors> pairs = List.copyOf(anchors);
    return handle
        .createQuery(
            "SELECT DISTINCT held.chunk FROM unnest(:rarest, :next) AS name (rarest, next) CROSS JOIN LATERAL "
                + "(SELECT chunk FROM chunk_pair WHERE workspace = :workspace AND pair = name.rarest ORDER BY chunk) AS held "
                + "WHERE (SELECT count(*) FROM chunk_pair WHERE workspace = :workspace AND pair = name.next "
                + "AND chunk = held.chunk) = 1")
        .bind("workspace", workspace.id().value())
        .bindArray("rarest", Long.class, pairs.stream().map(SoughtNames.Anchors::rarest).toList())
        .bindArray("next", Long.class, pairs.stream().map(SoughtNames.Anchors::next).toList())
        .mapTo(Long.class)
        .list();
  }

  private static List<OldChunk> chunks(Workspace workspace, Handle handle, Collection<Long> ids) {
    return handle
        .createQuery(
            "SELECT id, item, ordinal, sentences, free, embed FROM chunk WHERE workspace = :workspace AND id = ANY(:ids)")
        .bind("workspace", workspace.id().value())
        .bindArray("ids", Long.class, ids)
        .map((row, context) -> new OldChunk(row.getLong("item"), PostgresChunkRow.of(row)))
        .list();
  }

  private record OldChunk(long item, Chunk chunk) {}
}
