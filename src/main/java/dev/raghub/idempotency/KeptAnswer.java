package dev.raghub.idempotency;

/// An answer as it is given again.
///
/// @param mediaType empty where there is no body
public record KeptAnswer(int status, String mediaType, String body) {}
