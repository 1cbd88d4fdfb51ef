package dev.raghub.model;

/// Who goes first where an endpoint is busy.
public enum Urgency {
  /// Somebody waits for an answer.
  QUESTION,
  /// Nobody does.
  BACKGROUND
}
