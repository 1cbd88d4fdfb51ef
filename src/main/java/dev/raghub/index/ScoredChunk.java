package dev.raghub.index;

import dev.raghub.corpus.ChunkId;
import dev.raghub.corpus.ItemId;

/// A chunk that a leg found.
///
/// @param score raw: BM25, or cosine from -1 to 1; higher is nearer
public record ScoredChunk(ItemId item, ChunkId chunk, double score) {}
