package dev.raghub.merge;

import dev.raghub.corpus.Chunk;
import dev.raghub.corpus.ChunkId;
import dev.raghub.corpus.Sentence;
import dev.raghub.extract.Rule;
import dev.raghub.graph.EntityId;
import dev.raghub.graph.PostgresGraphStore;
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
import org.jdbi.v3.core.Handle;

/// Keeps the mentions of rows' names in free text exact while both change: new text is matched with
/// all names, new names with the text that was there, and a name that nobody bears any more loses
/// its mentions.
@ApplicationScoped
public class PostgresGazetteer {
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
    Map<EntityId, List<StoredMention>> places = Gazetteer.places(chunks);
    Set<Long> names =
        graph.aliased(workspace, handle, places.keySet().stream().map(EntityId::value).toList());
    graph.addMentions(workspace, handle, keep(places, names));
  }

  private Set<Long> matchWithOldText(
      Workspace workspace, Handle handle, Map<EntityId, String> names, Set<Long> gained) {
    Set<Long> anchors = anchors(names, gained);
    if (anchors.isEmpty()) {
      return Set.of();
    }
    List<OldChunk> candidates = chunksWith(workspace, handle, anchors);
    Map<EntityId, List<StoredMention>> places =
        Gazetteer.places(candidates.stream().map(OldChunk::chunk).toList());
    List<StoredMention> mentions = keep(places, gained);
    graph.addMentions(workspace, handle, mentions);
    Set<Long> hit = mentions.stream().map(StoredMention::chunk).collect(Collectors.toSet());
    return candidates.stream()
        .filter(candidate -> hit.contains(candidate.chunk().id().value()))
        .map(OldChunk::item)
        .collect(Collectors.toSet());
  }

  private static Set<Long> anchors(Map<EntityId, String> names, Set<Long> gained) {
    return names.entrySet().stream()
        .filter(name -> gained.contains(name.getKey().value()))
        .map(name -> Gazetteer.anchor(name.getValue()))
        .collect(Collectors.toSet());
  }

  private static List<OldChunk> chunksWith(
      Workspace workspace, Handle handle, Collection<Long> words) {
    return handle
        .createQuery(
            "SELECT id, item, ordinal, sentences, free FROM chunk WHERE workspace = :workspace AND id IN "
                + "(SELECT chunk FROM chunk_word WHERE workspace = :workspace AND word = ANY(:words))")
        .bind("workspace", workspace.id().value())
        .bindArray("words", Long.class, words)
        .map(
            (row, context) -> {
              String[] texts = (String[]) row.getArray("sentences").getArray();
              Boolean[] free = (Boolean[]) row.getArray("free").getArray();
              List<Sentence> sentences = new ArrayList<>(texts.length);
              for (int i = 0; i < texts.length; i++) {
                sentences.add(new Sentence(texts[i], free[i]));
              }
              ChunkId id = new ChunkId(row.getLong("id"));
              return new OldChunk(
                  row.getLong("item"), new Chunk(id, row.getInt("ordinal"), sentences, false));
            })
        .list();
  }

  private static List<StoredMention> keep(
      Map<EntityId, List<StoredMention>> places, Set<Long> names) {
    return places.entrySet().stream()
        .filter(entry -> names.contains(entry.getKey().value()))
        .flatMap(entry -> entry.getValue().stream())
        .toList();
  }

  private record OldChunk(long item, Chunk chunk) {}
}
