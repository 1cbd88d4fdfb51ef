package dev.raghub.tier;

import dev.raghub.model.CosineRange;
import dev.raghub.model.Embedder;
import java.util.List;

/// Says where its cosines lie and embeds nothing: a tier reads the cosines of what was retrieved.
final class OnlyCosines implements Embedder {
  static final double RELATED = 0.7;

  @Override
  public CosineRange cosines() {
    return new CosineRange(0.5, RELATED);
  }

  @Override
  public String fingerprint() {
    throw new UnsupportedOperationException();
  }

  @Override
  public int dimensions() {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<float[]> passages(List<String> texts) {
    throw new UnsupportedOperationException();
  }

  @Override
  public float[] question(String text) {
    throw new UnsupportedOperationException();
  }
}
