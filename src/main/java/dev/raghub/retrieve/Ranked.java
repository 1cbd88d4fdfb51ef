package dev.raghub.retrieve;

import dev.raghub.answer.Leg;
import dev.raghub.corpus.ChunkId;
import java.util.List;

/// A chunk in its place.
record Ranked(ChunkId chunk, double score, List<Leg> legs) {
  Ranked {
    legs = List.copyOf(legs);
  }
}
