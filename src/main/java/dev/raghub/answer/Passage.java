package dev.raghub.answer;

import java.util.List;

/// A retrieved chunk.
///
/// @param rank from 1
/// @param score the fused score, 0 to 1
/// @param sentences its text, a sentence or field line each
/// @param legs how it got here
public record Passage(
    int rank, double score, Citation citation, int chunk, List<String> sentences, List<Leg> legs) {
  public Passage {
    sentences = List.copyOf(sentences);
    legs = List.copyOf(legs);
  }
}
