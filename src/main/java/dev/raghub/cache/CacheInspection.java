package dev.raghub.cache;

import dev.raghub.cache.PostgresAudits.Audited;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/// What is kept of a workspace, for those who run it.
@ApplicationScoped
public class CacheInspection {
  private final RedisEntries entries;
  private final RedisGuard guard;
  private final PostgresAudits audits;
  private final ShadowAudit audit;
  private final Shelf shelf;
  private final CacheSettings settings;

  CacheInspection(
      RedisEntries entries,
      RedisGuard guard,
      PostgresAudits audits,
      ShadowAudit audit,
      Shelf shelf,
      CacheSettings settings) {
    this.entries = entries;
    this.guard = guard;
    this.audits = audits;
    this.audit = audit;
    this.shelf = shelf;
    this.settings = settings;
  }

  /// @param entries kept answers of the workspace
  /// @param bytes of them, as they lie in Redis, without Redis' own
  /// @param redis what the server says of its memory, which is that of all workspaces
  public record Stats(
      boolean enabled,
      boolean redisAnswers,
      long entries,
      long bytes,
      Optional<Instant> oldest,
      Optional<Instant> newest,
      Optional<Redis> redis,
      FalseHits falseHits) {}

  /// @param maxBytes 0 = no limit
  public record Redis(long usedBytes, long maxBytes, String policy) {}

  /// Answers of the last 30 days that were served by meaning and made anew.
  ///
  /// @param rate the share that differed, 0 to 1
  /// @param low the lower end of its 95 % interval
  /// @param high the upper end
  /// @param budget the share that may differ
  /// @param withinBudget whether answers are still served by meaning
  public record FalseHits(
      long sampled,
      long wrong,
      double rate,
      double low,
      double high,
      double budget,
      boolean withinBudget) {}

  /// @param bytes as it lies in Redis
  public record Largest(String question, String tier, int bytes, Instant madeAt) {}

  public Stats stats(Workspace workspace) {
    Sums sums = new Sums();
    entries.each(workspace, sums::add);
    return new Stats(
        settings.enabled(),
        guard.answers(),
        sums.entries,
        sums.bytes,
        sums.oldest,
        sums.newest,
        entries
            .limits()
            .map(limits -> new Redis(limits.usedBytes(), limits.maxBytes(), limits.policy())),
        falseHits(workspace));
  }

  /// The largest entries, largest first.
  public List<Largest> largest(Workspace workspace, int limit) {
    PriorityQueue<Largest> largest = new PriorityQueue<>(Comparator.comparingInt(Largest::bytes));
    boolean done =
        entries.each(
            workspace,
            kept -> {
              largest.add(
                  new Largest(
                      kept.entry().question(),
                      kept.entry().receipt().tier(),
                      kept.bytes(),
                      kept.entry().madeAt()));
              if (largest.size() > limit) {
                largest.poll();
              }
            });
    if (!done) {
      throw away();
    }
    return largest.stream().sorted(Comparator.comparingInt(Largest::bytes).reversed()).toList();
  }

  /// Takes all of a workspace's answers out, and begins to count false hits anew. Returns how many
  /// keys that were. CACHE_UNAVAILABLE where Redis does not answer.
  public long purge(Workspace workspace) {
    long keys = shelf.erase(workspace).orElseThrow(CacheInspection::away);
    audit.reset(workspace);
    return keys;
  }

  private FalseHits falseHits(Workspace workspace) {
    Audited audited = audits.of(workspace);
    return new FalseHits(
        audited.sampled(),
        audited.wrong(),
        audited.rate(),
        audited.low(),
        audited.high(),
        settings.falseHits(),
        audit.within(audited));
  }

  private static RaghubException away() {
    return new RaghubException(
        ErrorCode.CACHE_UNAVAILABLE,
        "the cache's Redis does not answer; nothing is served from it meanwhile, try again shortly");
  }

  private static final class Sums {
    private long entries;
    private long bytes;
    private Optional<Instant> oldest = Optional.empty();
    private Optional<Instant> newest = Optional.empty();

    private void add(RedisEntries.Kept kept) {
      Instant made = kept.entry().madeAt();
      entries++;
      bytes += kept.bytes();
      oldest = Optional.of(oldest.filter(made::isAfter).orElse(made));
      newest = Optional.of(newest.filter(made::isBefore).orElse(made));
    }
  }
}
