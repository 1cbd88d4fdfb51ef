package dev.raghub.tier;

import dev.raghub.answer.Tier;
import dev.raghub.model.Endpoint;

/// A tier with its endpoint: one step of the ladder that an answer goes up.
record Rung(Tier tier, Endpoint endpoint) {}
