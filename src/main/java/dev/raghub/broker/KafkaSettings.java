package dev.raghub.broker;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/// Kafka as a teller of changes. What else its client knows is set as `kafka.…`.
@ConfigMapping(prefix = "raghub.kafka")
public interface KafkaSettings {
  /// Whether this gateway takes changes from Kafka.
  @WithDefault("false")
  boolean enabled();

  /// Brokers to begin with, as `host:port`, with commas between.
  @WithDefault("localhost:9092")
  String servers();

  /// The topics, with commas between.
  @WithDefault("raghub.changes")
  String topics();

  /// The consumer group; gateways of one group share the topics' partitions.
  @WithDefault("raghub")
  String group();

  /// Where messages go that cannot be taken.
  @WithDefault("raghub.changes.dead")
  String deadLetterTopic();

  /// The workspaces that whoever may write into the topics may speak for.
  Optional<List<String>> workspaces();
}
