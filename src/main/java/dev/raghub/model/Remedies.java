package dev.raghub.model;

import dev.raghub.fault.ErrorCode;

/// What to change where a model's server fails a probe, by the keys that set it.
///
/// @param prefix of the keys
record Remedies(String prefix) {
  static Remedies of(Endpoint endpoint) {
    return new Remedies("raghub.endpoint." + endpoint.name());
  }

  /// Against this failure of a call.
  String against(ErrorCode code) {
    return switch (code) {
      case MODEL_UNREACHABLE ->
          filled("see in the server's log why it fails, and whether %1$s.url leads to it");
      case MODEL_TIMEOUT -> filled("raise %1$s.timeout, or set %1$s.model to a smaller model");
      case MODEL_BUSY ->
          filled("ask when it has less to do; lower %1$s.concurrency to what it takes at a time");
      case MODEL_CREDENTIALS_REFUSED ->
          filled("set %1$s.key-file, or %1$s.key, to a key that the server takes");
      case MODEL_REFUSED ->
          filled(
              "check %1$s.kind and %1$s.model; set %1$s.context-tokens and %1$s.max-output-tokens to no more than the model takes");
      case MODEL_MALFORMED ->
          filled(
              "check %1$s.kind; raise %1$s.max-output-tokens if the model thinks before it answers");
      default -> filled("look the code up in docs/errors.md; the keys are %1$s.…");
    };
  }

  /// A text about keys: `%1$s` is their prefix.
  String filled(String text) {
    return text.formatted(prefix);
  }
}
