package dev.raghub.model;

class BgeSmallEmbedderTest extends EmbedderContract {
  private static final Embedder EMBEDDER = new BgeSmallEmbedder();

  @Override
  Embedder embedder() {
    return EMBEDDER;
  }
}
