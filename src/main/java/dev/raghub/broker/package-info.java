/// Message brokers that tell of changed rows: Kafka and RabbitMQ into the queue of `change`.
///
/// ```
/// topic, queue ── KafkaChanges, RabbitChanges ── Intake ──▶ change.PostgresChanges ──▶ acknowledged
///                                                  │ poison
///                                                  └─▶ dead letters, with the reason ──▶ acknowledged
/// ```
///
/// In: messages that name rows, and a list of workspaces that each broker may speak for. Out:
/// entries of the queue of changes. A message is acknowledged after our own commit, so that it
/// comes again where a gateway dies between the two; what it names is then read once more, and
/// nothing is doubled. What only has to wait (a full queue, a database that is away) waits here and
/// holds the broker back. Off unless the operator names a broker. See docs/changes.md.
@NullMarked
package dev.raghub.broker;

import org.jspecify.annotations.NullMarked;
