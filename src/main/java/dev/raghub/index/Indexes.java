package dev.raghub.index;

import dev.raghub.analysis.TermWeight;
import dev.raghub.corpus.Changes;
import dev.raghub.corpus.ItemId;
import dev.raghub.corpus.ItemState;
import dev.raghub.corpus.PostgresCorpus;
import dev.raghub.corpus.PostgresOutbox;
import dev.raghub.graph.GraphSnapshot;
import dev.raghub.graph.Graphs;
import dev.raghub.model.Embedder;
import dev.raghub.observe.Observation;
import dev.raghub.observe.Observer;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// Searches, and keeps what is searched up to date with the outbox. One thread at a time brings a
/// workspace up to date in this process; replicas do it each for themselves.
@ApplicationScoped
public class Indexes {
  private final LuceneTextIndex text;
  private final VectorIndex vectors;
  private final Graphs graphs;
  private final PostgresOutbox outbox;
  private final PostgresCorpus corpus;
  private final String embedder;
  private final IndexSettings settings;
  private final Observer observer;
  private final Map<Workspace, ReentrantLock> turns = new ConcurrentHashMap<>();
  private final Set<Workspace> rebuilding = ConcurrentHashMap.newKeySet();

  Indexes(
      LuceneTextIndex text,
      VectorIndex vectors,
      Graphs graphs,
      PostgresOutbox outbox,
      PostgresCorpus corpus,
      Embedder embedder,
      IndexSettings settings,
      Observer observer) {
    this.text = text;
    this.vectors = vectors;
    this.graphs = graphs;
    this.outbox = outbox;
    this.corpus = corpus;
    this.embedder = embedder.fingerprint();
    this.settings = settings;
    this.observer = observer;
  }

  /// Chunks by BM25, of what may be read.
  public List<ScoredChunk> lexical(Workspace workspace, String question, int limit) {
    return text.passages(workspace, question, corpus.hidden(workspace), limit);
  }

  /// Chunks by cosine, of what may be read.
  public List<ScoredChunk> nearest(Workspace workspace, float[] question, int limit) {
    return vectors.nearest(workspace, question, corpus.hidden(workspace), limit);
  }

  /// What each term of a question weighs, by how rare it is; see [LuceneTextIndex#weights].
  public Map<String, TermWeight> weights(Workspace workspace, String question) {
    return text.weights(workspace, question);
  }

  /// In how many passages each term of a question stands.
  public TermCounts counts(Workspace workspace, String question) {
    return text.counts(workspace, question);
  }

  /// Chunks by BM25 with given weights of terms; see [LuceneTextIndex#weighted].
  public List<ScoredChunk> weighted(
      Workspace workspace, Map<String, TermWeight> weights, int limit) {
    return text.weighted(workspace, weights, corpus.hidden(workspace), limit);
  }

  /// The revision of the workspace; 0 when nothing was ever written.
  public long head(Workspace workspace) {
    return outbox.head(workspace);
  }

  /// The revision that searches by words see.
  public long revision(Workspace workspace) {
    return text.applied(workspace);
  }

  /// Brings all projections up to date if little is missing. Returns how many changes are still
  /// missing: 0, unless more than [IndexSettings#catchUpLimit] were.
  public long refresh(Workspace reader) {
    Workspace workspace = reader.whole();
    long behind = outbox.head(workspace) - oldest(workspace);
    if (behind > settings.catchUpLimit()) {
      catchUpInBackground(workspace);
      return behind;
    }
    if (behind != 0) {
      catchUp(workspace);
    }
    return 0;
  }

  /// Brings all projections up to date, however much is missing.
  public void catchUp(Workspace reader) {
    Workspace workspace = reader.whole();
    ReentrantLock turn = turns.computeIfAbsent(workspace, key -> new ReentrantLock());
    turn.lock();
    try {
      catchUp(workspace, List.of(text, vectors));
      graphs.refresh(workspace);
    } finally {
      turn.unlock();
    }
  }

  /// Brings all projections up to date and rewrites what still holds bytes of deleted items. The
  /// graph is dropped, and loaded when it is next asked.
  public void purge(Workspace workspace) {
    catchUp(workspace);
    text.purge(workspace);
    vectors.purge(workspace);
    graphs.erase(workspace);
  }

  /// What is left of an item, by the name of the place.
  public Map<String, Long> remains(Workspace workspace, ItemId item, List<String> texts) {
    Map<String, Long> left = new TreeMap<>(text.remains(workspace, item, texts));
    left.putAll(vectors.remains(workspace, item, texts));
    GraphSnapshot graph = graphs.of(workspace);
    left.put(
        "graph",
        IntStream.range(0, graph.passages())
            .filter(passage -> graph.living(passage) && graph.item(passage).equals(item))
            .count());
    return left;
  }

  /// What the workspace's files take here, in bytes.
  public long bytes(Workspace workspace) {
    return text.bytes(workspace) + vectors.bytes(workspace);
  }

  /// What is left of an erased workspace.
  public Map<String, Long> remains(Workspace workspace) {
    Map<String, Long> left = new TreeMap<>(text.files(workspace));
    left.putAll(vectors.files(workspace));
    left.put("graph", graphs.applied(workspace).isPresent() ? 1L : 0L);
    return left;
  }

  /// Forgets the workspace.
  public void erase(Workspace workspace) {
    text.erase(workspace);
    vectors.erase(workspace);
    graphs.erase(workspace);
    turns.remove(workspace);
  }

  /// Forgets every other workspace; see [Projection#eraseAllBut].
  public void eraseAllBut(Supplier<List<Workspace>> living) {
    text.eraseAllBut(living);
    vectors.eraseAllBut(living);
    graphs.eraseAllBut(living);
  }

  /// A query does not wait for a rebuild, but nobody else may come to start it.
  private void catchUpInBackground(Workspace workspace) {
    if (rebuilding.add(workspace)) {
      Thread.startVirtualThread(
          () -> {
            try {
              catchUp(workspace);
            } catch (RuntimeException failure) {
              observer.saw(new Observation.RequestFailed("index rebuild", failure));
            } finally {
              rebuilding.remove(workspace);
            }
          });
    }
  }

  private long oldest(Workspace workspace) {
    long indexed = Math.min(text.applied(workspace), vectors.applied(workspace));
    return graphs.applied(workspace).map(applied -> Math.min(applied, indexed)).orElse(indexed);
  }

  /// What a step reads is read once for all that lack it; one that is ahead waits for the others.
  private void catchUp(Workspace workspace, List<Projection> projections) {
    // The database was restored from an older state: what is here belongs to a future that did not
    // happen.
    projections.stream()
        .filter(projection -> projection.applied(workspace) > outbox.head(workspace))
        .forEach(projection -> projection.erase(workspace));
    long from = projections.stream().mapToLong(each -> each.applied(workspace)).min().orElseThrow();
    Changes changes = outbox.after(workspace, from, settings.batch());
    while (!changes.items().isEmpty()) {
      long upTo = changes.upTo();
      List<ItemState> states = states(workspace, changes.items());
      projections.stream()
          .filter(projection -> projection.applied(workspace) < upTo)
          .forEach(projection -> projection.apply(workspace, states, upTo));
      changes = outbox.after(workspace, upTo, settings.batch());
    }
  }

  private List<ItemState> states(Workspace workspace, List<ItemId> items) {
    return corpus.states(workspace, items, embedder);
  }
}
