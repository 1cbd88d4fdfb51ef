package dev.raghub.broker;

import java.util.List;
import java.util.Map;

/// A real broker, as those see it who tell of changes.
public interface Messages extends AutoCloseable {
  /// A message that names purchases.
  ///
  /// @param keys as JSON, with commas between
  static String naming(String workspace, String keys) {
    return "{\"workspace\": \"%s\", \"source\": \"purchase\", \"keys\": [%s]}"
        .formatted(workspace, keys);
  }

  /// Sends a message and waits until the broker has it.
  void send(String body);

  /// Dead letters so far: of each the header with the reason's code, and its body.
  List<Map.Entry<String, String>> dead();

  /// Kills the broker.
  void down();

  /// Starts it again on what it had stored.
  void up();

  @Override
  void close();
}
