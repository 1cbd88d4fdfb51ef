package dev.raghub.model;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.onnx.bgesmallenv15q.BgeSmallEnV15QuantizedEmbeddingModel;
import java.util.List;

/// bge-small-en-v1.5, quantised, in this process: 384 dimensions, no server, no network. English;
/// texts beyond 512 word pieces are averaged over their parts. The instruction before questions is
/// the one its authors trained it with.
final class BgeSmallEmbedder implements Embedder {
  private static final int DIMENSIONS = 384;
  private static final String INSTRUCTION =
      "Represent this sentence for searching relevant passages: ";

  private final BgeSmallEnV15QuantizedEmbeddingModel model =
      new BgeSmallEnV15QuantizedEmbeddingModel();

  @Override
  public String fingerprint() {
    return "bge-small-en-v1.5-q";
  }

  @Override
  public int dimensions() {
    return DIMENSIONS;
  }

  /// Measured over 301 questions on 3,450 encyclopedia passages: the hundredth-best passage had
  /// 0.42 to 0.54, the best 0.63 to 0.82 in nine questions of ten.
  @Override
  public CosineRange cosines() {
    return new CosineRange(0.5, 0.7);
  }

  @Override
  public List<float[]> passages(List<String> texts) {
    if (texts.isEmpty()) {
      return List.of();
    }
    return model.embedAll(texts.stream().map(TextSegment::from).toList()).content().stream()
        .map(Embedding::vector)
        .toList();
  }

  @Override
  public float[] question(String text) {
    return model.embed(INSTRUCTION + text).content().vector();
  }
}
