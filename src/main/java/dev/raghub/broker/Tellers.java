package dev.raghub.broker;

import dev.raghub.change.ChangeSettings;
import dev.raghub.change.ToldKeys;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;

/// The brokers as they are set, checked at start. A bean of its own, because those who read
/// messages are only made where their broker is switched on.
@Startup
@ApplicationScoped
public class Tellers {
  private final Teller kafka;

  Tellers(KafkaSettings kafka, ChangeSettings changes) {
    this.kafka = Teller.of("kafka", kafka.enabled(), kafka.workspaces());
    if (kafka.enabled() && changes.maxBacklog() < ToldKeys.MAX_KEYS) {
      // A message of so many keys would wait for ever.
      throw new RaghubException(
          ErrorCode.CONFIGURATION_INVALID,
          "raghub.change.max-backlog is %d; expected at least %d where a broker is enabled"
              .formatted(changes.maxBacklog(), ToldKeys.MAX_KEYS));
    }
  }

  Teller kafka() {
    return kafka;
  }
}
