package dev.raghub.answer;

/// How one leg of the search saw a passage.
///
/// @param name `bm25` or `dense`
/// @param rank from 1
/// @param score raw: BM25, or cosine
public record Leg(String name, int rank, double score) {}
