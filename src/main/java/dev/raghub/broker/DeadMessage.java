package dev.raghub.broker;

import dev.raghub.change.ToldKeys;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;

/// A message on its way to the dead letters, which says what became of it there.
final class DeadMessage {
  private static final byte[] NOTHING = {};

  private DeadMessage() {}

  /// What is too large for us may, with our headers, be too large for the broker as well, and is
  /// not copied.
  static Message<byte[]> of(
      byte[] body, Metadata metadata, Runnable written, Consumer<Throwable> refused) {
    return Message.of(
        body.length > ToldKeys.MAX_BYTES ? NOTHING : body,
        metadata,
        () -> {
          written.run();
          return CompletableFuture.completedFuture(null);
        },
        failure -> {
          refused.accept(failure);
          return CompletableFuture.completedFuture(null);
        });
  }
}
