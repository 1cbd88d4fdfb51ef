package dev.raghub.reading;

/// What a sentence says, as it is kept.
///
/// @param sentence place in the excerpt, from 0
/// @param subject a normalised name
/// @param predicate in words
/// @param object a normalised name
record Fact(int sentence, String subject, String predicate, String object) {}
