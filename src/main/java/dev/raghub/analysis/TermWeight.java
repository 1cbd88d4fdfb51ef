package dev.raghub.analysis;

/// What a term of a question weighs.
///
/// @param weight 0 or more: the rarer, the heavier
/// @param known whether anything in the workspace has the term
public record TermWeight(double weight, boolean known) {}
