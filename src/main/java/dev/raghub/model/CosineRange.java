package dev.raghub.model;

/// Where an embedder's cosines of question and passage lie, which differs from model to model.
///
/// @param unrelated what a passage that has nothing to do with the question still has
/// @param related what a passage that answers it usually has at least
public record CosineRange(double unrelated, double related) {
  public CosineRange {
    if (!(unrelated < related)) {
      throw new IllegalStateException("unrelated texts must lie below related ones");
    }
  }
}
