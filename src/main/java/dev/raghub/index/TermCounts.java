package dev.raghub.index;

import java.util.Map;

/// In how many passages the terms of a question stand.
///
/// @param passages that there are
/// @param holding how many have each term, in the order of the question
public record TermCounts(long passages, Map<String, Integer> holding) {}
