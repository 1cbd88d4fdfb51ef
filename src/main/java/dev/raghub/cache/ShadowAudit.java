package dev.raghub.cache;

import dev.raghub.answer.Answer;
import dev.raghub.answer.Citation;
import dev.raghub.cache.PostgresAudits.Audited;
import dev.raghub.observe.Observation;
import dev.raghub.observe.Observer;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/// Has a share of the answers that were served by meaning made anew and compares: the false-hit
/// rate of each workspace, as it is. A workspace whose rate is over the budget for certain is
/// served by exact words only.
@ApplicationScoped
public class ShadowAudit {
  private static final int AT_ONCE = 4;
  private static final Duration KNOWN_FOR = Duration.ofSeconds(10);

  /// One disagreement can be a tie among passages.
  private static final int LEAST_WRONG = 2;

  private final PostgresAudits audits;
  private final CacheSettings settings;
  private final Observer observer;
  private final Clock clock;
  private final Semaphore running = new Semaphore(AT_ONCE);
  private final AtomicLong served = new AtomicLong();
  private final Map<Workspace, Trust> trusts = new ConcurrentHashMap<>();

  ShadowAudit(PostgresAudits audits, CacheSettings settings, Observer observer, Clock clock) {
    this.audits = audits;
    this.settings = settings;
    this.observer = observer;
    this.clock = clock;
  }

  private record Trust(boolean given, Instant until) {}

  /// Whether a workspace keeps to its budget of false hits.
  boolean trusts(Workspace workspace) {
    Trust known = trusts.get(workspace);
    if (known == null || clock.instant().isAfter(known.until)) {
      known = new Trust(within(audits.of(workspace)), clock.instant().plus(KNOWN_FOR));
      trusts.put(workspace, known);
    }
    return known.given;
  }

  /// Whether such a record is within the budget.
  boolean within(Audited audited) {
    return audited.wrong() < LEAST_WRONG || audited.low() <= settings.falseHits();
  }

  /// One answer in so many is made anew, on a thread of its own; none where too many are already.
  void sample(Workspace workspace, Answer hit, Supplier<Answer> making) {
    double share = settings.shadowShare();
    long count = served.incrementAndGet();
    boolean chosen = Math.floor(count * share) > Math.floor((count - 1) * share);
    if (chosen && running.tryAcquire()) {
      Thread.startVirtualThread(
          () -> {
            try {
              compare(workspace, hit, making.get());
            } catch (RuntimeException failure) {
              observer.saw(new Observation.RequestFailed("cache audit", failure));
            } finally {
              running.release();
            }
          });
    }
  }

  /// Begins to count anew.
  void reset(Workspace workspace) {
    audits.erase(workspace);
    trusts.remove(workspace);
  }

  private void compare(Workspace workspace, Answer hit, Answer fresh) {
    boolean wrong = !agree(hit, fresh);
    audits.add(workspace, clock.instant(), wrong);
    trusts.remove(workspace);
    observer.saw(new Observation.CacheAudited(workspace.id().value(), wrong, trusts(workspace)));
  }

  /// Whether both answer from the same: the first row that the new one cites is cited by the old.
  static boolean agree(Answer hit, Answer fresh) {
    List<Row> rows = hit.citations().stream().map(Row::of).toList();
    return fresh.found()
        && fresh.citations().stream().limit(1).map(Row::of).allMatch(rows::contains);
  }

  private record Row(String source, String key) {
    private static Row of(Citation citation) {
      return new Row(citation.source(), citation.key());
    }
  }
}
