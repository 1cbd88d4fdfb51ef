package dev.raghub;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/// The process's own time, in one place.
final class Wiring {
  @Produces
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }
}
