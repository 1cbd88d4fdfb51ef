package dev.raghub.answer;

/// One quoted sentence of an answer.
///
/// @param text the sentence as it stands in the source
/// @param citation the number of its citation
public record Statement(String text, int citation) {}
