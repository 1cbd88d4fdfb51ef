package dev.raghub.observe;

import java.time.Duration;
import java.util.List;

/// Everything that is logged or counted. Never holds a tenant's text.
public sealed interface Observation {
  /// A stage of a request took this long.
  record StageDone(String stage, Duration took) implements Observation {}

  /// A leg of a search did not contribute.
  record LegMissed(String workspace, String leg, String reason) implements Observation {}

  /// A workspace's graph was read into memory.
  record GraphLoaded(String workspace, long passages, long entities, long bytes, Duration took)
      implements Observation {}

  /// A workspace's graph was dropped from memory, because it was used least.
  record GraphDropped(String workspace) implements Observation {}

  /// A question whose caller has left the choice of the workspace was routed.
  ///
  /// @param why `clear`, `model`, `close` or `nothing-near`
  /// @param chosen how many workspaces it went to
  /// @param shares of all that it could go to, the nearest first
  record Routed(String why, int chosen, List<Double> shares) implements Observation {
    public Routed {
      shares = List.copyOf(shares);
    }
  }

  /// A question that wants to be computed was: `computed`, or the code with which it was declined.
  record Aggregated(String workspace, String outcome) implements Observation {}

  /// Of the cache of answers.
  sealed interface CacheObservation extends Observation {}

  /// The cache was asked: `miss`, `exact` or `semantic`.
  record CacheAsked(String workspace, String result) implements CacheObservation {}

  /// Redis does not do what the cache asks of it; questions go on without.
  record CacheAway(Throwable cause) implements CacheObservation {}

  /// Redis answers again.
  record CacheBack() implements CacheObservation {}

  /// Redis has no limit of memory, or refuses writes when it is reached.
  ///
  /// @param maxBytes 0 = no limit
  record CacheUnbounded(long maxBytes, String policy) implements CacheObservation {}

  /// An answer that was served by meaning was made anew.
  ///
  /// @param trusted whether the workspace still keeps to its budget of false hits
  record CacheAudited(String workspace, boolean wrong, boolean trusted)
      implements CacheObservation {}

  /// Of the limits of keys.
  sealed interface LimitObservation extends Observation {}

  /// A request of a key with limits was counted.
  ///
  /// @param taken whether it fits the limits
  /// @param shared whether all gateways count together
  record RateCounted(boolean taken, boolean shared) implements LimitObservation {}

  /// The limits' Redis does not answer; this gateway counts alone.
  record LimitsAway(Throwable cause) implements LimitObservation {}

  /// It answers again.
  record LimitsBack() implements LimitObservation {}

  /// A question was answered with the help of models, or despite them.
  ///
  /// @param easy how likely the local tier was thought to be right, 0 to 1
  /// @param features what that was computed from, in figures
  record TierChosen(String workspace, String tier, double easy, String features)
      implements Observation {}

  /// A model was asked.
  ///
  /// @param outcome `answered`, or the code of the error
  record ModelAsked(
      String workspace, String endpoint, String purpose, String outcome, Duration took)
      implements Observation {}

  /// A call was refused because a budget does not cover it.
  record BudgetExceeded(String workspace, String endpoint) implements Observation {}

  /// What a call cost, or its trace, could not be written.
  ///
  /// @param book `ledger`, `trace` or `upkeep`
  record BookkeepingFailed(String workspace, String book, Throwable cause) implements Observation {}

  /// Reservations that a killed process had left were settled.
  record ReservationsLapsed(String workspace, long count) implements Observation {}

  /// A model was asked to read a text: `done`, or the code with which that failed.
  record TextRead(String workspace, String outcome) implements Observation {}

  /// What happens to changes of rows.
  sealed interface OfChange extends Observation {}

  /// A row was told to have changed, and what it holds now can be found.
  ///
  /// @param lag since it was told
  record ChangeApplied(String workspace, Duration lag) implements OfChange {}

  /// A change was not applied.
  ///
  /// @param outcome `postponed`, `retried` or `dead`
  record ChangeFailed(String workspace, String source, String outcome, String code)
      implements OfChange {}

  /// How many changes wait in all workspaces, and how long the oldest has.
  record ChangesWaiting(long behind, Duration oldest) implements OfChange {}

  /// A trigger's queue could not be listened to.
  record ListenerFailed(String workspace, String code) implements OfChange {}

  /// A source's write-ahead log could not be read, or not all that is mapped.
  record DecodingFailed(String workspace, String place, String why) implements OfChange {}

  /// Changes of a source may have been missed; all of it is read again.
  record SlotMade(String workspace, String place, String why) implements OfChange {}

  /// How much of sources' write-ahead logs is kept for this gateway: the most of any.
  record SlotsBehind(long bytes) implements OfChange {}

  /// A webhook was turned away or taken: `accepted`, `duplicate`, or a code.
  record WebhookSeen(String endpoint, String outcome) implements OfChange {}

  /// A broker's message was taken (`taken`), or put with the dead letters for this reason.
  record MessageSeen(String broker, String outcome) implements OfChange {}

  /// A broker's message cannot be taken yet and is tried again.
  ///
  /// @param first whether it is the first time
  record MessageWaits(String broker, String code, boolean first) implements OfChange {}

  /// A source run ended.
  record RunEnded(
      String workspace, String source, String state, long read, long failed, Duration took)
      implements OfRun {}

  /// What happens to runs.
  sealed interface OfRun extends Observation {}

  /// A source's tables are not what they were when it was last read.
  ///
  /// @param drift names and types of columns, a line a difference
  record SchemaDrifted(String workspace, String source, List<String> drift) implements OfRun {
    public SchemaDrifted {
      drift = List.copyOf(drift);
    }
  }

  /// A subscriber was told that a run ended: `delivered`, `failed` or `given-up`.
  ///
  /// @param answer the status, or `none`
  record Announced(String workspace, String subscriber, String outcome, String answer)
      implements OfRun {}

  /// A schedule's time came: `full`, `changed`, or the code of what kept it.
  record ScheduleFired(String workspace, String source, String outcome) implements OfRun {}

  /// A request was answered.
  ///
  /// @param operation the method that served it, without the caller's keys and names
  record RequestDone(String requestId, String operation, int status, Duration took)
      implements Observation {}

  /// A request ended in an error of ours.
  record RequestFailed(String requestId, Throwable cause) implements Observation {}
}
