package dev.raghub.embedded;

/// Asks a server process to end in order.
@FunctionalInterface
interface StopSignal {
  void send(ProcessHandle process);
}
