package dev.raghub.model;

import java.util.List;

/// Texts to vectors of length 1. Implementations are safe for many threads.
public interface Embedder {
  /// Names model and version; vectors of different fingerprints are never compared.
  String fingerprint();

  /// The length of every vector.
  int dimensions();

  /// Where its cosines lie.
  CosineRange cosines();

  /// Vectors of texts to be found, in the order of the texts.
  List<float[]> passages(List<String> texts);

  /// The vector of a question.
  float[] question(String text);

  /// The embedder that needs no server: bge-small-en-v1.5 in this process.
  static Embedder inProcess() {
    return new BgeSmallEmbedder();
  }
}
