package dev.raghub.broker;

/// What became of a message.
enum Fate {
  /// It is in the queue of changes, or with the dead letters: acknowledge it.
  DONE,
  /// It can never be taken, and the dead letters could not be written: let the broker reject it.
  REJECTED,
  /// It waited for as long as it may: give it back.
  GIVEN_BACK,
  /// The gateway stops: leave it, so that the broker gives it to somebody else.
  LEFT
}
