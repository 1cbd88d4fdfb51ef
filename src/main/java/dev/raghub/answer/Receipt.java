package dev.raghub.answer;

/// What an answer cost.
///
/// @param tier who answered: `extractive`, or `aggregate` where the answer was computed or declined
/// @param modelCalls calls of language models; 0 for an extractive answer
/// @param passagesRetrieved how many passages it was chosen from
public record Receipt(String tier, int modelCalls, int passagesRetrieved) {}
