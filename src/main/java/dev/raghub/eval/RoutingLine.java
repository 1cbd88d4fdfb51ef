package dev.raghub.eval;

import com.fasterxml.jackson.databind.JsonNode;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A text and the workspace that it belongs to.
///
/// @param workspace empty for a text that is out of scope
public record RoutingLine(String text, Optional<String> workspace) {

  /// Reads lines of `{text, workspace}`; other fields are passed over. INVALID_REQUEST where the
  /// file is missing or a line is not what it should be.
  public static List<RoutingLine> read(Path file) {
    return JsonLines.read(
        file, "lines of {\"text\", \"workspace\"}, null for out of scope", RoutingLine::of);
  }

  private static RoutingLine of(JsonNode line) {
    if (!line.has("workspace")) {
      throw new RaghubException(
          ErrorCode.INVALID_REQUEST, "'workspace' is missing; null says out of scope");
    }
    return new RoutingLine(
        JsonLines.text(line, "text"),
        line.get("workspace").isNull()
            ? Optional.empty()
            : Optional.of(JsonLines.text(line, "workspace")));
  }
}
