package dev.raghub.change;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.source.RowChange;
import java.util.List;
import java.util.Optional;

/// What a webhook says: which rows changed, and nothing of what they hold.
///
/// ```json
/// {"type": "rows.changed", "timestamp": "2026-11-26T03:05:00Z", "data": {"keys": ["7", ["a", "b"]]}}
/// ```
///
/// A key of several columns is a list. `type` and `timestamp` are Standard Webhooks' and not looked
/// at.
final class WebhookPayload {
  private static final int MAX_EVENT_KEYS = 10_000;

  private WebhookPayload() {}

  /// The changes of a source that a body tells of.
  static List<RowChange> read(String source, byte[] body) {
    return ToldKeys.changes(source, ToldKeys.parse(body).path("data").path("keys"), "data.keys");
  }

  /// The changes that an event tells of; none where its kind is not listened to.
  static List<RowChange> read(String source, Optional<EventKeys> keys, byte[] body) {
    if (keys.isEmpty()) {
      return List.of();
    }
    List<RowChange> changes =
        keys.get().of(ToldKeys.parse(body)).stream()
            .map(key -> ToldKeys.change(source, key))
            .toList();
    if (changes.size() > MAX_EVENT_KEYS) {
      throw new RaghubException(
          ErrorCode.BODY_TOO_LARGE,
          "the event names %d rows; expected at most %d".formatted(changes.size(), MAX_EVENT_KEYS));
    }
    return changes;
  }
}
