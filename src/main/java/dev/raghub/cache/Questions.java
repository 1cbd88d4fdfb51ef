package dev.raghub.cache;

import dev.raghub.answer.QuestionVector;
import dev.raghub.corpus.Changes;
import dev.raghub.corpus.ItemId;
import dev.raghub.corpus.PostgresOutbox;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/// The kept questions of the partitions in use, brought up to date with what other gateways keep.
@ApplicationScoped
public class Questions {
  private static final int PART = 500;
  private static final int CHANGES = 1_000;

  /// Clocks of gateways differ; what is read twice is known by its name.
  private static final Duration OVERLAP = Duration.ofSeconds(30);

  private final RedisEntries entries;
  private final PostgresOutbox outbox;
  private final CacheSettings settings;
  private final Clock clock;
  private final ReentrantLock purging = new ReentrantLock();
  private final Map<Partition, Held> held = new LinkedHashMap<>(16, 0.75f, true);

  Questions(RedisEntries entries, PostgresOutbox outbox, CacheSettings settings, Clock clock) {
    this.entries = entries;
    this.outbox = outbox;
    this.settings = settings;
    this.clock = clock;
  }

  private static final class Held {
    private final Neighbours neighbours;
    private final ReentrantLock turn = new ReentrantLock();
    private volatile Instant seen = Instant.EPOCH;
    private volatile boolean loading;

    /// Changes up to this revision have been looked through.
    private long purged;

    private Held(int most, long revision) {
      this.neighbours = new Neighbours(most);
      this.purged = revision;
    }
  }

  /// Kept questions near this one, nearest first; none while a partition with many is being read.
  List<Neighbours.Near> near(Partition partition, QuestionVector asked, double atLeast, int most) {
    Held here = held(partition);
    if (!upToDate(partition, here)) {
      return List.of();
    }
    return here.neighbours.nearest(asked, atLeast, most);
  }

  void add(Partition partition, String question, Entry entry) {
    held(partition).neighbours.add(question, entry);
  }

  void remove(Partition partition, String question) {
    held(partition).neighbours.remove(question);
  }

  synchronized void erase(Workspace workspace) {
    held.keySet().removeIf(partition -> partition.workspace().equals(workspace));
  }

  /// Takes out what rests on items that have changed since. What cannot be taken out now cannot be
  /// served either, since its versions are compared.
  void purge() {
    purging.lock();
    try {
      partitions().forEach(this::purge);
    } finally {
      purging.unlock();
    }
  }

  private void purge(Partition partition) {
    Held here = held(partition);
    Changes changes = outbox.after(partition.workspace(), here.purged, CHANGES);
    while (!changes.items().isEmpty()) {
      purge(partition, here, changes.revisions());
      here.purged = changes.upTo();
      changes = outbox.after(partition.workspace(), here.purged, CHANGES);
    }
  }

  /// What this gateway knows of an entry may be older than the entry: another gateway, or this one,
  /// may have made it anew since.
  private void purge(Partition partition, Held here, Map<ItemId, Long> changed) {
    List<String> suspects = here.neighbours.restingOn(changed.keySet());
    for (int at = 0; at < suspects.size(); at += PART) {
      List<String> part = suspects.subList(at, Math.min(suspects.size(), at + PART));
      Map<String, Entry> kept = new HashMap<>(entries.find(partition, part));
      kept.values().removeIf(entry -> entry.outdatedBy(changed));
      kept.forEach(here.neighbours::add);
      List<String> gone = part.stream().filter(question -> !kept.containsKey(question)).toList();
      gone.forEach(here.neighbours::remove);
      entries.forget(partition, gone);
    }
  }

  private synchronized Set<Partition> partitions() {
    return Set.copyOf(held.keySet());
  }

  private Held held(Partition partition) {
    synchronized (this) {
      Held here = held.get(partition);
      if (here != null) {
        return here;
      }
    }
    long head = outbox.head(partition.workspace());
    synchronized (this) {
      Held here = held.computeIfAbsent(partition, key -> new Held(settings.maxQuestions(), head));
      if (held.size() > settings.maxPartitions()) {
        held.remove(held.keySet().iterator().next());
      }
      return here;
    }
  }

  /// Whether the questions can be compared. Whoever finds another at it takes what is there.
  private boolean upToDate(Partition partition, Held here) {
    if (here.loading) {
      return false;
    }
    if (!here.turn.tryLock()) {
      return true;
    }
    try {
      return refreshed(partition, here);
    } finally {
      here.turn.unlock();
    }
  }

  private boolean refreshed(Partition partition, Held here) {
    Instant start = clock.instant();
    List<String> fresh =
        entries.since(partition, here.seen).stream()
            .filter(question -> !here.neighbours.has(question))
            .toList();
    if (fresh.size() <= PART) {
      read(partition, here, fresh, start);
      return true;
    }
    here.loading = true;
    Thread.startVirtualThread(() -> read(partition, here, fresh, start));
    return false;
  }

  private void read(Partition partition, Held here, List<String> questions, Instant start) {
    try {
      for (int at = 0; at < questions.size(); at += PART) {
        entries
            .find(partition, questions.subList(at, Math.min(questions.size(), at + PART)))
            .forEach(here.neighbours::add);
      }
      here.seen = start.minus(OVERLAP);
    } finally {
      here.loading = false;
    }
  }
}
