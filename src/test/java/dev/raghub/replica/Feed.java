package dev.raghub.replica;

/// How a database tells of its changes.
enum Feed {
  TRIGGERS,
  LOG
}
