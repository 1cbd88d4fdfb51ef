package dev.raghub.merge;

import dev.raghub.corpus.ItemId;
import dev.raghub.corpus.PostgresCorpusStore;
import dev.raghub.corpus.PostgresCorpusStore.Known;
import dev.raghub.corpus.PostgresCorpusStore.NewItem;
import dev.raghub.corpus.PostgresOutbox;
import dev.raghub.document.Document;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.graph.PostgresGraphStore;
import dev.raghub.workspace.PostgresScope;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// Puts documents into the store and takes them out. A document is never split over transactions; a
/// batch shares one.
@ApplicationScoped
public class PostgresMerge {
  private final PostgresScope scope;
  private final PostgresOutbox outbox;
  private final PostgresCorpusStore corpus;
  private final PostgresGraphStore graph;
  private final PostgresGazetteer gazetteer;
  private final PostgresReadings readings;
  private final Clock clock;

  PostgresMerge(
      PostgresScope scope,
      PostgresOutbox outbox,
      PostgresCorpusStore corpus,
      PostgresGraphStore graph,
      PostgresReadings readings,
      PostgresGazetteer gazetteer,
      Clock clock) {
    this.scope = scope;
    this.outbox = outbox;
    this.corpus = corpus;
    this.graph = graph;
    this.gazetteer = gazetteer;
    this.readings = readings;
    this.clock = clock;
  }

  /// The ones among these documents that are stored as they are. Only a hint: [#merge] looks again
  /// under the lock.
  public Set<ItemId> unchanged(Workspace workspace, Collection<Document> documents) {
    List<Long> ids = documents.stream().map(document -> document.id().value()).toList();
    Map<Long, Known> known = scope.read(workspace, handle -> corpus.known(workspace, handle, ids));
    return documents.stream()
        .filter(document -> !differs(document, known))
        .map(Document::id)
        .collect(Collectors.toSet());
  }

  /// Notes that a run has seen these items, so that it does not delete them as gone. Takes its
  /// turn: it locks many items, and so does who stores them.
  public int markSeen(Workspace workspace, Handle handle, Collection<ItemId> items, long run) {
    outbox.lock(workspace, handle);
    return corpus.markSeen(workspace, handle, items.stream().map(ItemId::value).toList(), run);
  }

  /// Takes back what a run has seen of a source, in its turn as well.
  public int unsee(Workspace workspace, Handle handle, String source, long run) {
    outbox.lock(workspace, handle);
    return corpus.unsee(workspace, handle, source, run);
  }

  /// Stores what changed among these documents, which differ in key.
  ///
  /// @param run the run that has seen them, if it is one
  public Merged merge(
      Workspace workspace, Collection<PreparedDocument> documents, OptionalLong run) {
    return scope.write(workspace, handle -> merge(workspace, handle, documents, run));
  }

  /// The same as a part of the caller's transaction.
  public Merged merge(
      Workspace workspace,
      Handle handle,
      Collection<PreparedDocument> documents,
      OptionalLong run) {
    long revision = outbox.lock(workspace, handle);
    Map<Long, Known> known = corpus.known(workspace, handle, ids(documents));
    List<PreparedDocument> changed =
        documents.stream().filter(document -> differs(document.document(), known)).toList();
    if (!changed.isEmpty()) {
      List<Long> stored = ids(changed).stream().filter(known::containsKey).toList();
      Set<Long> affected = replace(workspace, handle, stored, changed);
      outbox.append(workspace, handle, revision, affected);
    }
    run.ifPresent(id -> corpus.markSeen(workspace, handle, ids(documents), id));
    return merged(documents, changed, known);
  }

  /// Takes items out with all that they brought. Returns how many were there.
  public int remove(Workspace workspace, Collection<ItemId> items) {
    return scope.write(workspace, handle -> remove(workspace, handle, items));
  }

  /// The same as a part of the caller's transaction.
  public int remove(Workspace workspace, Handle handle, Collection<ItemId> items) {
    long revision = outbox.lock(workspace, handle);
    Map<Long, Known> known =
        corpus.known(workspace, handle, items.stream().map(ItemId::value).toList());
    List<Long> living =
        known.entrySet().stream()
            .filter(entry -> !entry.getValue().deleted())
            .map(Map.Entry::getKey)
            .toList();
    if (!living.isEmpty()) {
      Set<Long> affected = replace(workspace, handle, living, List.of());
      corpus.bury(workspace, handle, living, clock.instant());
      outbox.append(workspace, handle, revision, affected);
    }
    return living.size();
  }

  /// Stores a document, or takes an item out, for whoever looks at what that would do. The caller
  /// holds the lock and takes all of it back. Returns every item that changed.
  Set<Long> pretended(
      Workspace workspace, Handle handle, ItemId item, Optional<PreparedDocument> document) {
    Map<Long, Known> known = corpus.known(workspace, handle, List.of(item.value()));
    Known stored = known.get(item.value());
    boolean changes =
        document
            .map(prepared -> differs(prepared.document(), known))
            .orElseGet(() -> stored != null && !stored.deleted());
    return changes
        ? replace(workspace, handle, List.copyOf(known.keySet()), document.stream().toList())
        : Set.of();
  }

  /// Old content out, new content in, then what follows from it for other documents. Returns every
  /// item that changed.
  ///
  /// @param stored the items that go or are written anew, not those that are here for the first
  ///   time
  private Set<Long> replace(
      Workspace workspace, Handle handle, List<Long> stored, List<PreparedDocument> documents) {
    Set<Long> touched = graph.namesTouchedBy(workspace, handle, stored);
    Set<Long> bearers = graph.namesOf(workspace, handle, stored);
    documents.forEach(
        document ->
            document.extraction().aliases().keySet().forEach(name -> bearers.add(name.value())));
    Set<Long> namesBefore = graph.aliased(workspace, handle, bearers);
    List<UUID> hashes = corpus.removeChunks(workspace, handle, stored);
    graph.removeItems(workspace, handle, stored);
    insert(workspace, handle, documents);
    readings.replaced(workspace, handle, stored, documents);
    corpus.sweepEmbeddings(workspace, handle, hashes);
    Set<Long> namesAfter = graph.aliased(workspace, handle, bearers);
    Set<Long> affected = new TreeSet<>(stored);
    affected.addAll(ids(documents));
    affected.addAll(gazetteer.link(workspace, handle, documents, namesBefore, namesAfter));
    graph.sweepNames(workspace, handle, touched);
    return affected;
  }

  private void insert(Workspace workspace, Handle handle, List<PreparedDocument> documents) {
    if (documents.isEmpty()) {
      return;
    }
    corpus.putItems(
        workspace, handle, documents.stream().map(PostgresMerge::item).toList(), clock.instant());
    corpus.addChunks(
        workspace, handle, documents.stream().flatMap(it -> it.stored().stream()).toList());
    GraphRows rows = GraphRows.of(documents);
    graph.addRows(workspace, handle, rows.rows());
    graph.addNames(workspace, handle, rows.names());
    graph.addAliases(workspace, handle, rows.aliases());
    graph.addSpokenAliases(workspace, handle, ids(documents));
    graph.addMentions(workspace, handle, rows.mentions());
    graph.addRelations(workspace, handle, rows.relations());
    graph.addEdges(workspace, handle, rows.edges());
  }

  private static NewItem item(PreparedDocument prepared) {
    Document document = prepared.document();
    return new NewItem(
        document.id(),
        document.source(),
        document.key(),
        document.type(),
        document.title(),
        document.body(),
        document.contentHash(),
        document.labels());
  }

  private static boolean differs(Document document, Map<Long, Known> known) {
    Known stored = known.get(document.id().value());
    if (stored == null) {
      return true;
    }
    if (!stored.source().equals(document.source()) || !stored.key().equals(document.key())) {
      throw new RaghubException(
          ErrorCode.CONFLICT,
          "two documents have the same 64-bit id; rename the key of one of them");
    }
    return stored.deleted() || !stored.contentHash().equals(document.contentHash());
  }

  private static Merged merged(
      Collection<PreparedDocument> all, List<PreparedDocument> changed, Map<Long, Known> known) {
    long created =
        changed.stream()
            .filter(it -> !known.containsKey(it.id()) || known.get(it.id()).deleted())
            .count();
    return new Merged(created, changed.size() - created, all.size() - changed.size());
  }

  private static List<Long> ids(Collection<PreparedDocument> documents) {
    return documents.stream().map(PreparedDocument::id).toList();
  }
}
