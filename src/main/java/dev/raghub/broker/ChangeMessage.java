package dev.raghub.broker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.raghub.change.ToldKeys;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.source.RowChange;
import java.util.List;

/// What a message says: which rows changed, and nothing of what they hold.
///
/// ```json
/// {"workspace": "shop", "source": "purchase", "keys": ["7", ["a", "b"]]}
/// ```
///
/// Other fields are not looked at.
record ChangeMessage(String workspace, List<RowChange> changes) {
  private static final int MAX_SOURCE = 200;

  ChangeMessage {
    changes = List.copyOf(changes);
  }

  /// MALFORMED_JSON, INVALID_REQUEST or BODY_TOO_LARGE.
  static ChangeMessage read(byte[] body) {
    if (body.length > ToldKeys.MAX_BYTES) {
      throw new RaghubException(
          ErrorCode.BODY_TOO_LARGE,
          "the message has %d bytes; expected at most %d"
              .formatted(body.length, ToldKeys.MAX_BYTES));
    }
    JsonNode message = ToldKeys.parse(body);
    String source = name(message, "source");
    return new ChangeMessage(
        name(message, "workspace"), ToldKeys.changes(source, message.path("keys"), "keys"));
  }

  private static String name(JsonNode message, String field) {
    JsonNode name = message.path(field);
    String text = name.asText();
    boolean plain =
        text.codePoints()
            .noneMatch(point -> point < ' ' || Character.getType(point) == Character.SURROGATE);
    if (!name.isTextual() || text.isBlank() || text.length() > MAX_SOURCE || !plain) {
      throw new RaghubException(
          ErrorCode.INVALID_REQUEST,
          "field '%s' is no name; expected text of 1 to %d characters"
              .formatted(field, MAX_SOURCE));
    }
    return text;
  }
}
