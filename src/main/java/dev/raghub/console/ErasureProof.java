package dev.raghub.console;

import com.fasterxml.jackson.databind.JsonNode;

/// What was searched after an erasure, for people.
final class ErasureProof {
  private ErasureProof() {}

  /// Returns the exit status: 0 where nothing is left, else 1.
  static int print(Terminal terminal, boolean json, JsonNode erased) {
    JsonNode proof = erased.path("proof");
    boolean clean = proof.path("clean").asBoolean();
    if (json) {
      terminal.line(erased.toPrettyString());
      return clean ? 0 : 1;
    }
    proof.path("places").forEach(place -> terminal.line(line(place)));
    proof.path("outside").forEach(each -> terminal.line("not searched: " + each.asText()));
    terminal.line(
        (clean ? "erased, nothing is left: erasure " : "SOMETHING IS LEFT: erasure ")
            + erased.path("id").asText());
    return clean ? 0 : 1;
  }

  private static String line(JsonNode place) {
    String found =
        place.path("searched").asBoolean() ? place.path("found").asText() : "not searched";
    String kept = place.path("kept").asLong() > 0 ? ", kept " + place.path("kept").asText() : "";
    return "%-6s %-28s %s%s%s"
        .formatted(
            place.path("kind").asText(),
            place.path("name").asText(),
            found,
            kept,
            kept.isEmpty() && place.path("searched").asBoolean()
                ? ""
                : " (" + place.path("note").asText() + ")");
  }
}
