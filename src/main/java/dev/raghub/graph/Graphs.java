package dev.raghub.graph;

import dev.raghub.corpus.Changes;
import dev.raghub.corpus.PostgresHidden;
import dev.raghub.corpus.PostgresOutbox;
import dev.raghub.observe.Observation;
import dev.raghub.observe.Observer;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;

/// The graphs in memory, one a workspace: loaded when first asked, kept up to date with the outbox,
/// dropped by least use. Readers take a snapshot and keep it; nobody waits for them, they wait for
/// nobody but the first load.
@ApplicationScoped
public class Graphs {
  private static final long MEGABYTE = 1L << 20;

  /// A base with a larger share of changed passages is built anew, one in this many.
  private static final int WORN_SHARE = 10;

  private final PostgresGraphReader reader;
  private final PostgresOutbox outbox;
  private final PostgresHidden hidden;
  private final GraphSettings settings;
  private final Observer observer;
  private final Clock clock;
  private final Map<Workspace, Held> held = new ConcurrentHashMap<>();
  private final Map<Workspace, ReentrantLock> turns = new ConcurrentHashMap<>();
  private final Set<Workspace> reloading = ConcurrentHashMap.newKeySet();
  private final GraphViews views = new GraphViews();
  private final ReentrantLock whole = new ReentrantLock();
  private final AtomicLong uses = new AtomicLong();

  Graphs(
      PostgresGraphReader reader,
      PostgresOutbox outbox,
      PostgresHidden hidden,
      GraphSettings settings,
      Observer observer,
      Clock clock) {
    this.reader = reader;
    this.outbox = outbox;
    this.hidden = hidden;
    this.settings = settings;
    this.observer = observer;
    this.clock = clock;
  }

  /// The workspace's graph, loaded if it is not there yet. As new as [#refresh] left it. A caller
  /// who may not read all of it gets one in which the rest is deleted.
  public GraphSnapshot of(Workspace reader) {
    GraphSnapshot all = all(reader.whole());
    return reader.rights().restricted() ? views.of(all, hidden.of(reader)) : all;
  }

  private GraphSnapshot all(Workspace workspace) {
    Held here = held.get(workspace);
    return here != null ? here.use(uses.incrementAndGet()) : inTurn(workspace, this::loaded);
  }

  /// The workspace's graph with the relations that persons hid, for inspection: loaded for this
  /// once where there are any, one at a time.
  public GraphSnapshot withHidden(Workspace workspace) {
    GraphSnapshot snapshot = of(workspace);
    if (!snapshot.hides()) {
      return snapshot;
    }
    whole.lock();
    try {
      return reader.load(workspace, true);
    } finally {
      whole.unlock();
    }
  }

  /// The revision of the graph in memory; empty where none is, which is as good as up to date.
  public Optional<Long> applied(Workspace workspace) {
    return Optional.ofNullable(held.get(workspace)).map(here -> here.snapshot.revision());
  }

  /// Applies what is missing to the graph in memory, if there is one.
  public void refresh(Workspace reader) {
    Workspace workspace = reader.whole();
    if (held.containsKey(workspace)) {
      inTurn(workspace, this::refreshed);
    }
  }

  /// Forgets the workspace. A load under way ends first: it would put the graph back.
  public void erase(Workspace workspace) {
    ReentrantLock turn = turns.computeIfAbsent(workspace, key -> new ReentrantLock());
    turn.lock();
    try {
      held.remove(workspace);
      views.clear();
    } finally {
      turn.unlock();
      turns.remove(workspace);
    }
  }

  /// Forgets every other workspace. Who lives is asked after what is here was looked at.
  public void eraseAllBut(Supplier<List<Workspace>> living) {
    List<Workspace> here = List.copyOf(held.keySet());
    Set<Workspace> known = Set.copyOf(living.get());
    here.stream().filter(each -> !known.contains(each)).forEach(this::erase);
  }

  /// What the workspace's graph takes in memory, in bytes; 0 where it is not loaded.
  public long bytes(Workspace workspace) {
    Held here = held.get(workspace);
    return here == null ? 0 : here.snapshot.bytes();
  }

  /// What all graphs take in memory, in bytes.
  public long bytes() {
    return held.values().stream().mapToLong(here -> here.snapshot.bytes()).sum();
  }

  private GraphSnapshot inTurn(Workspace workspace, Function<Workspace, GraphSnapshot> work) {
    ReentrantLock turn = turns.computeIfAbsent(workspace, key -> new ReentrantLock());
    turn.lock();
    try {
      return work.apply(workspace);
    } finally {
      turn.unlock();
    }
  }

  private GraphSnapshot loaded(Workspace workspace) {
    Held here = held.get(workspace);
    return here != null ? here.snapshot : keep(workspace, load(workspace));
  }

  private GraphSnapshot refreshed(Workspace workspace) {
    Held here = held.get(workspace);
    if (here == null) {
      return loaded(workspace);
    }
    Optional<GraphSnapshot> advanced = advanced(workspace, here.snapshot);
    if (advanced.isEmpty()) {
      reload(workspace);
      return here.snapshot;
    }
    GraphSnapshot next = advanced.get();
    if (next.changed() > settings.changeLimit() && next.changed() > next.size() / WORN_SHARE) {
      reload(workspace);
    }
    return next == here.snapshot ? next : keep(workspace, next);
  }

  /// The snapshot with what was committed since; empty where that is too much for one step.
  private Optional<GraphSnapshot> advanced(Workspace workspace, GraphSnapshot snapshot) {
    Changes changes = outbox.after(workspace, snapshot.revision(), settings.changeLimit() + 1);
    if (changes.head() < snapshot.revision()) {
      // The database was restored from an older state.
      return Optional.of(load(workspace));
    }
    if (changes.items().size() > settings.changeLimit()) {
      return Optional.empty();
    }
    if (changes.items().isEmpty()) {
      return Optional.of(snapshot);
    }
    PostgresGraphReader.Changed changed = reader.of(workspace, changes.items());
    GraphDelta delta = snapshot.delta().with(changed.items());
    return Optional.of(new GraphSnapshot(delta, changed.decisions(), changes.upTo()));
  }

  private GraphSnapshot load(Workspace workspace) {
    Instant start = clock.instant();
    GraphSnapshot snapshot = reader.load(workspace, false);
    observer.saw(
        new Observation.GraphLoaded(
            workspace.id().value(),
            snapshot.size(),
            snapshot.entities(),
            snapshot.bytes(),
            Duration.between(start, clock.instant())));
    return snapshot;
  }

  /// Loads anew behind the queries.
  private void reload(Workspace workspace) {
    if (reloading.add(workspace)) {
      Thread.startVirtualThread(
          () -> {
            try {
              GraphSnapshot snapshot = load(workspace);
              inTurn(workspace, key -> replaced(key, snapshot));
            } catch (RuntimeException failure) {
              observer.saw(new Observation.RequestFailed("graph reload", failure));
            } finally {
              reloading.remove(workspace);
            }
          });
    }
  }

  /// Puts a new snapshot in place of the old one, never an older state in place of a newer.
  private GraphSnapshot replaced(Workspace workspace, GraphSnapshot loaded) {
    Held here = held.get(workspace);
    GraphSnapshot next = advanced(workspace, loaded).orElse(loaded);
    return here == null || next.revision() < here.snapshot.revision()
        ? next
        : keep(workspace, next);
  }

  private GraphSnapshot keep(Workspace workspace, GraphSnapshot snapshot) {
    held.put(workspace, new Held(snapshot, uses.incrementAndGet()));
    while (bytes() > settings.budget() * MEGABYTE && held.size() > 1) {
      held.entrySet().stream()
          .filter(entry -> !entry.getKey().equals(workspace))
          .min(Comparator.comparingLong(entry -> entry.getValue().lastUse))
          .ifPresent(idle -> drop(idle.getKey()));
    }
    return snapshot;
  }

  private void drop(Workspace idle) {
    held.remove(idle);
    observer.saw(new Observation.GraphDropped(idle.id().value()));
  }

  private static final class Held {
    private final GraphSnapshot snapshot;
    private volatile long lastUse;

    private Held(GraphSnapshot snapshot, long use) {
      this.snapshot = snapshot;
      this.lastUse = use;
    }

    private GraphSnapshot use(long use) {
      lastUse = use;
      return snapshot;
    }
  }
}
