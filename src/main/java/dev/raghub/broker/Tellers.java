package dev.raghub.broker;

import dev.raghub.change.ChangeSettings;
import dev.raghub.change.ToldKeys;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/// The brokers as they are set, checked at start. A bean of its own, because those who read
/// messages are only made where their broker is switched on.
@Startup
@ApplicationScoped
public class Tellers {
  /// Kafka waits with us: where we read on is ours to say.
  private static final Duration FOR_EVER = ChronoUnit.FOREVER.getDuration();

  /// Well below the half hour after which RabbitMQ closes the channel.
  private static final Duration BRIEFLY = Duration.ofMinutes(5);

  private final Teller kafka;
  private final Teller rabbit;

  Tellers(KafkaSettings kafka, RabbitSettings rabbit, ChangeSettings changes) {
    this.kafka = Teller.of("kafka", FOR_EVER, kafka.enabled(), kafka.workspaces());
    this.rabbit = Teller.of("rabbitmq", BRIEFLY, rabbit.enabled(), rabbit.workspaces());
    if ((kafka.enabled() || rabbit.enabled()) && changes.maxBacklog() < ToldKeys.MAX_KEYS) {
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

  Teller rabbit() {
    return rabbit;
  }
}
