package dev.raghub.decode;

import java.util.UUID;

/// Tells this process from every other that holds a lease.
public record GatewayId(UUID value) {}
