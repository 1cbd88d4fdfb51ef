package dev.raghub;

import dev.raghub.change.Checkpoint;
import dev.raghub.decode.DecodeCheckpoint;
import dev.raghub.decode.GatewayId;
import dev.raghub.ingest.RunCheckpoint;
import dev.raghub.spend.CallIds;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.UUID;

/// The process's own time and chance, in one place.
final class Wiring {
  @Produces
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }

  /// Nothing stops there but in tests.
  @Produces
  @Singleton
  Checkpoint checkpoint() {
    return new NoCheckpoint();
  }

  /// Nor here.
  @Produces
  @Singleton
  RunCheckpoint runCheckpoint() {
    return new NoCheckpoint();
  }

  @Produces
  @Singleton
  DecodeCheckpoint decodeCheckpoint() {
    return step -> {};
  }

  @Produces
  @Singleton
  GatewayId gatewayId() {
    return new GatewayId(UUID.randomUUID());
  }

  @Produces
  @Singleton
  CallIds callIds() {
    return UUID::randomUUID;
  }
}
