package dev.raghub.idempotency;

/// A request that must be done once.
///
/// @param caller the public part of the caller's key: two callers never meet
/// @param key what the caller has sent
/// @param fingerprint of method, address and body
/// @param quotes whether its answer may repeat the workspace's texts, so that it must go with them
public record OnceRequest(String caller, String key, String fingerprint, boolean quotes) {}
