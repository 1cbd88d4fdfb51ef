package dev.raghub.model;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/// A model behind a server, over LangChain4j. Its dimensions are asked for once, when it is made; a
/// vector of another length is never handed out.
final class RemoteEmbedder implements Embedder {
  private static final int ATTEMPTS = 3;
  private static final Duration PAUSE = Duration.ofMillis(250);

  private final Traits traits;
  private final Function<HttpClient, EmbeddingModel> model;
  private final java.net.http.HttpClient client;
  private final Failures failures = new Failures("embedder", "raghub.embedder");
  private final int dimensions;

  /// @param model makes the library's model over a client, for one call
  RemoteEmbedder(
      Traits traits, Function<HttpClient, EmbeddingModel> model, java.net.http.HttpClient client) {
    this.traits = traits;
    this.model = model;
    this.client = client;
    this.dimensions = attempt(List.of(traits.questionPrefix() + "dimensions")).getFirst().length;
  }

  /// What is known of a model before it is asked.
  ///
  /// @param name of protocol and model
  /// @param batch texts of one request
  record Traits(
      String name,
      String questionPrefix,
      String passagePrefix,
      CosineRange cosines,
      int batch,
      Duration timeout,
      long maxResponseBytes) {}

  /// Names all that a vector depends on, in characters that may stand in the name of a folder.
  @Override
  public String fingerprint() {
    String all = traits.name() + '\n' + traits.questionPrefix() + '\n' + traits.passagePrefix();
    return "%s-%d-%08x"
        .formatted(
            traits.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]+", "-"),
            dimensions,
            all.hashCode());
  }

  @Override
  public int dimensions() {
    return dimensions;
  }

  @Override
  public CosineRange cosines() {
    return traits.cosines();
  }

  @Override
  public List<float[]> passages(List<String> texts) {
    List<float[]> vectors = new ArrayList<>(texts.size());
    for (int start = 0; start < texts.size(); start += traits.batch()) {
      vectors.addAll(
          known(
              texts.subList(start, Math.min(texts.size(), start + traits.batch())).stream()
                  .map(text -> traits.passagePrefix() + text)
                  .toList()));
    }
    return vectors;
  }

  @Override
  public float[] question(String text) {
    return known(List.of(traits.questionPrefix() + text)).getFirst();
  }

  private List<float[]> known(List<String> texts) {
    List<float[]> vectors = attempt(texts);
    for (float[] vector : vectors) {
      if (vector.length != dimensions) {
        throw new RaghubException(
            ErrorCode.EMBEDDER_MISMATCH,
            "the embedder now gives vectors of %d dimensions; at start they had %d: start the gateway anew"
                .formatted(vector.length, dimensions));
      }
    }
    return vectors;
  }

  private List<float[]> attempt(List<String> texts) {
    for (int failed = 1; ; failed++) {
      try {
        return ask(texts);
      } catch (RaghubException failure) {
        Duration wait = failure.retryAfter().orElse(PAUSE.multipliedBy(failed));
        if (!failure.code().retriable()
            || failed == ATTEMPTS
            || wait.compareTo(traits.timeout()) > 0) {
          throw failure;
        }
        pause(wait);
      }
    }
  }

  private List<float[]> ask(List<String> texts) {
    Exchange exchange = new Exchange(client, failures, traits.maxResponseBytes(), traits.timeout());
    List<Embedding> embeddings;
    try {
      embeddings =
          model.apply(exchange).embedAll(texts.stream().map(TextSegment::from).toList()).content();
    } catch (RuntimeException failed) {
      throw exchange.failure().orElseGet(() -> failures.garbled(failed));
    }
    if (embeddings.size() != texts.size()) {
      throw failures.malformed(
          "has %d vectors for %d texts".formatted(embeddings.size(), texts.size()));
    }
    return embeddings.stream().map(this::unit).toList();
  }

  private float[] unit(Embedding embedding) {
    float[] vector = embedding.vector().clone();
    double square = 0;
    for (float value : vector) {
      square += (double) value * value;
    }
    if (!(square > 0) || Double.isInfinite(square)) {
      throw failures.malformed("holds a vector without a direction");
    }
    double length = Math.sqrt(square);
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) (vector[i] / length);
    }
    return vector;
  }

  private void pause(Duration length) {
    try {
      Thread.sleep(length);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw failures.interrupted(false);
    }
  }
}
