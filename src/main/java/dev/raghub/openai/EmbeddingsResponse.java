package dev.raghub.openai;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.raghub.openai.EmbeddingsRequest.Encoding;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// Vectors in OpenAI's form.
public record EmbeddingsResponse(
    String object, List<Vector> data, String model, Usage usage, Grounds raghub) {

  /// One of them.
  ///
  /// @param embedding a list of numbers, or base64 of little-endian 32-bit floats
  public record Vector(
      String object, int index, @Schema(implementation = Object.class) Object embedding) {}

  /// Tokens of the texts, by the tokenizer of OpenAI's models.
  @JsonNaming(SnakeCaseStrategy.class)
  public record Usage(long promptTokens, long totalTokens) {}

  /// What only raghub knows.
  ///
  /// @param fingerprint names the embedder; vectors of different ones must not be compared
  public record Grounds(String fingerprint) {}

  static EmbeddingsResponse of(
      List<float[]> vectors, Encoding encoding, long tokens, String fingerprint) {
    return new EmbeddingsResponse(
        "list",
        IntStream.range(0, vectors.size())
            .mapToObj(i -> new Vector("embedding", i, encoded(vectors.get(i), encoding)))
            .toList(),
        EmbeddingsRequest.MODEL,
        new Usage(tokens, tokens),
        new Grounds(fingerprint));
  }

  private static Object encoded(float[] vector, Encoding encoding) {
    return switch (encoding) {
      case FLOAT -> vector;
      case BASE64 -> {
        ByteBuffer bytes =
            ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(vector);
        yield Base64.getEncoder().encodeToString(bytes.array());
      }
    };
  }
}
