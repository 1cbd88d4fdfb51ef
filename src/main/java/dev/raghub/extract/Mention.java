package dev.raghub.extract;

import dev.raghub.corpus.ChunkId;
import dev.raghub.graph.EntityId;

/// A sentence mentions an entity.
///
/// @param sentence place in the chunk, from 0
public record Mention(ChunkId chunk, int sentence, EntityId entity, Rule rule) {}
