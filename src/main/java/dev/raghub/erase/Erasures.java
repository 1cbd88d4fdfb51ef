package dev.raghub.erase;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.raghub.cache.AnswerCache;
import dev.raghub.corpus.ItemId;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.index.Indexes;
import dev.raghub.merge.PostgresMerge;
import dev.raghub.route.Centroids;
import dev.raghub.workspace.Caller;
import dev.raghub.workspace.ErasureEntry;
import dev.raghub.workspace.PostgresErasures;
import dev.raghub.workspace.PostgresWorkspaces;
import dev.raghub.workspace.Role;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/// Erases, then looks whether anything is left, and writes down where it looked.
///
///     marks of what goes ─▶ PostgreSQL ─▶ indexes, rewritten ─▶ graph, cache dropped ─▶ search
@ApplicationScoped
public class Erasures {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final PostgresMarks marks;
  private final PostgresRemains remains;
  private final PostgresMerge merge;
  private final Indexes indexes;
  private final AnswerCache cache;
  private final Centroids centroids;
  private final PostgresWorkspaces workspaces;
  private final PostgresErasures register;

  Erasures(
      PostgresMarks marks,
      PostgresRemains remains,
      PostgresMerge merge,
      Indexes indexes,
      AnswerCache cache,
      Centroids centroids,
      PostgresWorkspaces workspaces,
      PostgresErasures register) {
    this.marks = marks;
    this.remains = remains;
    this.merge = merge;
    this.indexes = indexes;
    this.cache = cache;
    this.centroids = centroids;
    this.workspaces = workspaces;
    this.register = register;
  }

  /// What was erased under which number, and what the search found.
  public record Erased(UUID id, Proof proof) {}

  /// Erases a row or document with its key, its past failures and what persons decided on it.
  /// NOT_FOUND where nothing is known of it; the register then has no entry.
  ///
  /// @param kind `row` or `document`
  public Erased item(Caller caller, Workspace workspace, String kind, ItemAddress address) {
    caller.require(Role.ADMIN);
    Marks known = marks.of(workspace, address.source(), address.key());
    if (!marks.anything(workspace, known)) {
      throw new RaghubException(ErrorCode.NOT_FOUND, "nothing is known of this row or document");
    }
    UUID id = register.begin(caller, workspace, kind, OptionalLong.of(known.item()));
    marks.forgetReferences(workspace, known);
    merge.remove(workspace, List.of(new ItemId(known.item())));
    marks.forgetTombstone(workspace, known);
    indexes.purge(workspace);
    centroids.erase(workspace);
    Optional<Long> cached = cache.erase(workspace);
    List<Place> places = new ArrayList<>(remains.of(workspace, known));
    indexes
        .remains(workspace, new ItemId(known.item()), known.texts())
        .forEach((place, found) -> places.add(Place.of(kindOf(place), place, found)));
    places.add(answers(cached, cache.remains(workspace, known.texts())));
    return written(id, Proof.of(known.counts(), places));
  }

  /// A row or document.
  public record ItemAddress(String source, String key) {}

  /// Erases a workspace with all that it holds.
  public Erased workspace(Caller caller, Workspace workspace) {
    caller.require(Role.ADMIN);
    UUID id = register.begin(caller, workspace, "workspace", OptionalLong.empty());
    indexes.erase(workspace);
    workspaces.delete(caller, workspace);
    indexes.erase(workspace);
    centroids.erase(workspace);
    Optional<Long> cached = cache.erase(workspace);
    List<Place> places = new ArrayList<>(remains.of(workspace));
    indexes
        .remains(workspace)
        .forEach((place, found) -> places.add(Place.of(kindOf(place), place, found)));
    places.add(answers(cached, cache.remains(workspace, List.of())));
    return written(id, Proof.of(Map.of("workspace", 1), places));
  }

  /// An erasure as it was written down.
  public record Report(ErasureEntry entry, Optional<Proof> proof) {}

  /// NOT_FOUND where there is none, or none that the caller may see.
  public Report find(Caller caller, UUID id) {
    ErasureEntry entry =
        register
            .find(caller, id)
            .orElseThrow(
                () -> new RaghubException(ErrorCode.NOT_FOUND, "there is no such erasure"));
    return new Report(
        entry, entry.report().filter(text -> !text.equals("{}")).map(Erasures::proof));
  }

  private static String kindOf(String place) {
    return place.equals("graph") ? "graph" : "index";
  }

  private static Place answers(Optional<Long> erased, Optional<Long> left) {
    return erased.isPresent() && left.isPresent()
        ? Place.of("cache", "answers", left.get())
        : Place.unsearched("cache", "answers", "Redis does not answer; erase again when it does");
  }

  private Erased written(UUID id, Proof proof) {
    try {
      register.end(id, proof.clean(), JSON.writeValueAsString(proof));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
    return new Erased(id, proof);
  }

  private static Proof proof(String text) {
    try {
      return JSON.readValue(text, Proof.class);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
