package dev.raghub.observe;

import java.time.Duration;

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

  /// A question that wants to be computed was: `computed`, or the code with which it was declined.
  record Aggregated(String workspace, String outcome) implements Observation {}

  /// A model was asked to read a text: `done`, or the code with which that failed.
  record TextRead(String workspace, String outcome) implements Observation {}

  /// A source run ended.
  record RunEnded(
      String workspace, String source, String state, long read, long failed, Duration took)
      implements Observation {}

  /// A request was answered.
  ///
  /// @param operation the method that served it, without the caller's keys and names
  record RequestDone(String requestId, String operation, int status, Duration took)
      implements Observation {}

  /// A request ended in an error of ours.
  record RequestFailed(String requestId, Throwable cause) implements Observation {}
}
