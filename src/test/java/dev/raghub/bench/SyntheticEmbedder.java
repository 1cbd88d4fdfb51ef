package dev.raghub.bench;

import dev.raghub.model.CosineRange;
import dev.raghub.model.Embedder;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Knows the vectors of questions beforehand, and gives other texts, such as fields' names, some
/// that have nothing to do with what they mean; it costs nothing, so that what is measured beside
/// it is not the embedder.
public final class SyntheticEmbedder implements Embedder {
  private final SyntheticVectors vectors = new SyntheticVectors(new Chance(0));
  private final Map<String, float[]> known = new ConcurrentHashMap<>();

  public void learn(SyntheticQuestion question) {
    known.put(question.text(), question.vector());
  }

  @Override
  public String fingerprint() {
    return "synthetic";
  }

  @Override
  public int dimensions() {
    return SyntheticVectors.DIMENSIONS;
  }

  /// As those of bge-small-en-v1.5.
  @Override
  public CosineRange cosines() {
    return new CosineRange(0.5, 0.7);
  }

  @Override
  public List<float[]> passages(List<String> texts) {
    return texts.stream().map(this::question).toList();
  }

  @Override
  public float[] question(String text) {
    return known.computeIfAbsent(text, other -> vectors.chunk(other.hashCode(), 0));
  }
}
