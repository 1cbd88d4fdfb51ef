package dev.raghub.spend;

import dev.raghub.model.Urgency;
import java.util.Optional;

/// Why a model is asked.
///
/// @param request the id of the request that it serves, or of the job
/// @param key the public part of the caller's key, whose budget counts; empty = nobody asked
/// @param purpose such as `answer` or `extraction`; holds no tenant's text
public record Call(String request, Optional<String> key, String purpose, Urgency urgency) {}
