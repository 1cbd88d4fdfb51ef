package dev.raghub.reading;

import dev.raghub.corpus.PostgresOutbox;
import dev.raghub.extract.Rule;
import dev.raghub.graph.PostgresGraphStore;
import dev.raghub.graph.PostgresGraphStore.Place;
import dev.raghub.merge.PostgresReadings;
import dev.raghub.merge.PreparedDocument;
import dev.raghub.model.Endpoint;
import dev.raghub.reading.Claim.Attempt;
import dev.raghub.workspace.PostgresScope;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// Keeps the graph equal to what was read in the texts that stand: when a text comes or goes, and
/// when a model has read one.
@ApplicationScoped
public class PostgresResults implements PostgresReadings {
  private static final int BATCH = 200;

  private final PostgresScope scope;
  private final PostgresOutbox outbox;
  private final PostgresGraphStore graph;
  private final PostgresExcerpts excerpts;
  private final PostgresExtractionQueue queue;
  private final ExtractionPolicy policy;

  PostgresResults(
      PostgresScope scope,
      PostgresOutbox outbox,
      PostgresGraphStore graph,
      PostgresExcerpts excerpts,
      PostgresExtractionQueue queue,
      ExtractionPolicy policy) {
    this.scope = scope;
    this.outbox = outbox;
    this.graph = graph;
    this.excerpts = excerpts;
    this.queue = queue;
    this.policy = policy;
  }

  @Override
  public void replaced(
      Workspace workspace,
      Handle handle,
      Collection<Long> items,
      Collection<PreparedDocument> written) {
    Map<Long, List<Excerpt>> standing = new TreeMap<>();
    written.forEach(
        document ->
            standing.put(
                document.document().id().value(),
                Excerpt.of(document.document().title(), document.chunks())));
    Set<UUID> gone = excerpts.remove(workspace, handle, items);
    note(workspace, handle, standing);
    if (!gone.isEmpty()) {
      queue.sweep(workspace, handle, gone);
    }
  }

  /// Records a claim's facts and puts them into the graph wherever the text stands; nothing if the
  /// claim is no longer ours.
  void keep(Workspace workspace, Claim claim, Attempt attempt, List<Fact> facts) {
    scope.write(
        workspace,
        handle -> {
          long revision = outbox.lock(workspace, handle);
          boolean ours = queue.done(workspace, handle, claim, attempt, facts);
          if (ours) {
            outbox.append(workspace, handle, revision, merge(workspace, handle, claim, facts));
          }
          return ours;
        });
  }

  /// Notes texts that an older version stored, and enters all that are not read yet. Returns how
  /// many were entered.
  int plan(Workspace workspace, Endpoint endpoint) {
    long after = Long.MIN_VALUE;
    while (true) {
      long from = after;
      List<Long> items =
          scope.read(workspace, handle -> excerpts.unnoted(workspace, handle, from, BATCH));
      if (items.isEmpty()) {
        return scope.write(
            workspace, handle -> queue.enterAll(workspace, handle, endpoint.model()));
      }
      scope.write(
          workspace,
          handle -> {
            // The lock holds off a merge that would replace these chunks meanwhile.
            outbox.lock(workspace, handle);
            note(workspace, handle, excerpts.of(workspace, handle, items));
            return items.size();
          });
      after = items.getLast();
    }
  }

  private void note(Workspace workspace, Handle handle, Map<Long, List<Excerpt>> standing) {
    Set<UUID> hashes =
        standing.values().stream()
            .flatMap(List::stream)
            .map(Excerpt::hash)
            .collect(Collectors.toCollection(TreeSet::new));
    if (hashes.isEmpty()) {
      return;
    }
    excerpts.add(workspace, handle, standing);
    policy
        .endpoint(workspace)
        .ifPresent(endpoint -> queue.enter(workspace, handle, endpoint.model(), hashes));
    Map<UUID, List<Fact>> facts = queue.facts(workspace, handle, policy.model(), hashes);
    Findings findings = Findings.none();
    standing.values().stream()
        .flatMap(List::stream)
        .forEach(excerpt -> findings.add(excerpt, facts.getOrDefault(excerpt.hash(), List.of())));
    store(workspace, handle, findings);
  }

  /// Returns the items that changed.
  private Set<Long> merge(Workspace workspace, Handle handle, Claim claim, List<Fact> facts) {
    boolean anew = queue.supersede(workspace, handle, claim) > 0;
    List<Long> items = excerpts.items(workspace, handle, claim.hash());
    Findings findings = Findings.none();
    Set<Place> places = new HashSet<>();
    excerpts.of(workspace, handle, items).values().stream()
        .flatMap(List::stream)
        .filter(excerpt -> excerpt.hash().equals(claim.hash()))
        .forEach(
            excerpt -> {
              findings.add(excerpt, facts);
              places.addAll(excerpt.places());
            });
    Set<Long> lost =
        anew
            ? graph.removeRelations(workspace, handle, places, Findings.ORIGIN, Rule.MODEL.code())
            : Set.of();
    store(workspace, handle, findings);
    graph.sweepNames(workspace, handle, lost);
    boolean changed = !findings.mentions().isEmpty() || !lost.isEmpty();
    return changed ? new TreeSet<>(items) : Set.of();
  }

  private void store(Workspace workspace, Handle handle, Findings findings) {
    graph.addNames(workspace, handle, findings.names());
    graph.addMentions(workspace, handle, findings.mentions());
    if (!findings.relations().isEmpty()) {
      graph.addRelations(workspace, handle, findings.relations());
    }
  }
}
