package dev.raghub.extract;

import dev.raghub.corpus.ChunkId;
import dev.raghub.graph.EntityId;

/// An assertion in its place.
///
/// @param sentence place in the chunk, from 0
public record Relation(
    ChunkId chunk, int sentence, EntityId subject, String predicate, EntityId object) {}
