package dev.raghub.broker;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/// RabbitMQ as a teller of changes. What else its client knows is set as
/// `mp.messaging.connector.smallrye-rabbitmq.…`.
@ConfigMapping(prefix = "raghub.rabbitmq")
public interface RabbitSettings {
  /// Whether this gateway takes changes from RabbitMQ.
  @WithDefault("false")
  boolean enabled();

  /// The brokers, as `host:port`, with commas between.
  @WithDefault("localhost:5672")
  String addresses();

  /// The virtual host.
  @WithDefault("/")
  String virtualHost();

  /// The user to connect as.
  @WithDefault("guest")
  String username();

  /// Its password. Give it by environment variable.
  @WithDefault("guest")
  String password();

  /// Whether the connection is encrypted and the broker's certificate checked: by the trust store,
  /// not by the name in it.
  @WithDefault("false")
  boolean tls();

  /// The queue that is read.
  @WithDefault("raghub.changes")
  String queue();

  /// The exchange of type topic that the queue is bound to, with every routing key.
  @WithDefault("raghub.changes")
  String exchange();

  /// The exchange of type direct and the queue for messages that cannot be taken.
  @WithDefault("raghub.changes.dead")
  String deadLetterQueue();

  /// Whether queues, exchanges and bindings are made at start. Where they are made by somebody
  /// else, dead letters need a direct exchange of the queue's name, bound by the key of [#queue].
  @WithDefault("true")
  boolean declare();

  /// The workspaces that whoever may write into the queue may speak for.
  Optional<List<String>> workspaces();
}
