package dev.raghub.change;

/// A webhook as it came.
public sealed interface WebhookDelivery {
  /// Tells it from every other of its sender.
  String id();

  byte[] body();

  /// By Standard Webhooks.
  ///
  /// @param signatures with blanks between
  @SuppressWarnings(
      "ArrayRecordComponent") // The bytes that were signed; nobody compares deliveries.
  record Standard(String id, String timestamp, String signatures, byte[] body)
      implements WebhookDelivery {}

  /// As GitHub sends it: it signs the body alone.
  ///
  /// @param event `push`, `pull_request`, `ping` …
  /// @param signature `sha256=` and hexadecimal digits
  @SuppressWarnings(
      "ArrayRecordComponent") // The bytes that were signed; nobody compares deliveries.
  record Github(String id, String event, String signature, byte[] body)
      implements WebhookDelivery {}
}
