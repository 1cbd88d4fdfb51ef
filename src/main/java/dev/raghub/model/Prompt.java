package dev.raghub.model;

import java.util.Optional;

/// What a language model is asked.
///
/// @param system byte for byte the same in every prompt of one purpose, so that servers can keep
///   what they computed for it
/// @param user the rest
/// @param schema the JSON schema (its text) that the completion has to follow; empty = free text
/// @param maxTokens the most that the completion may have
public record Prompt(String system, String user, Optional<String> schema, int maxTokens) {}
