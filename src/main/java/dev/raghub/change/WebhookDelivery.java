package dev.raghub.change;

/// A webhook as it came.
///
/// @param signatures with blanks between
@SuppressWarnings("ArrayRecordComponent") // The bytes that were signed; nobody compares deliveries.
public record WebhookDelivery(String id, String timestamp, String signatures, byte[] body) {}
