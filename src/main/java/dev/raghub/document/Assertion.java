package dev.raghub.document;

/// What somebody else found a document to say: a model, or whoever pushed it.
///
/// @param subject a name, as the text writes it
/// @param predicate how the two relate, such as `directed by`
/// @param object a name or a value
public record Assertion(String subject, String predicate, String object) {}
