package dev.raghub.index;

import dev.raghub.corpus.ChunkId;
import dev.raghub.corpus.ItemId;

/// A chunk that a leg found.
///
/// @param score raw: BM25, or cosine from -1 to 1; higher is nearer
/// @param vouched 0 for free text that has a vector; for a row, and for a text that has none, the
///   share of the question that its words cover, 0 to 1: what stands in for the vector's part
public record ScoredChunk(ItemId item, ChunkId chunk, double score, double vouched) {}
