package dev.raghub.model;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.ollama.OllamaEmbeddingModel;
import dev.langchain4j.model.openai.OpenAiEmbeddingModel;
import dev.raghub.model.EmbedderSettings.Kind;
import dev.raghub.model.RemoteEmbedder.Traits;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Function;

/// Chooses what turns texts into vectors.
final class Embedders {
  private static final Checks CHECKS = new Checks("raghub.embedder");
  private static final Duration CONNECT = Duration.ofSeconds(5);

  /// As JSON a number of a vector is about 20 bytes.
  private static final long BYTES_OF_TEXT = 200_000;

  /// The instructions that nomic-embed-text was trained with.
  private static final String NOMIC = "nomic-embed-text";

  private static final String NOMIC_QUESTION = "search_query: ";
  private static final String NOMIC_PASSAGE = "search_document: ";

  @Produces
  @ApplicationScoped
  Embedder embedder(EmbedderSettings settings) {
    return switch (settings.kind()) {
      case IN_PROCESS -> Embedder.inProcess();
      case OLLAMA, OPENAI -> remote(settings);
    };
  }

  /// A server that cannot be asked for its dimensions stops the start: without them it is not known
  /// which of the kept vectors are its own.
  void probe(@Observes StartupEvent start, EmbedderSettings settings, Embedder embedder) {
    if (settings.kind() != Kind.IN_PROCESS) {
      embedder.dimensions();
    }
  }

  static Embedder remote(EmbedderSettings settings) {
    URI url = CHECKS.url(settings.url(), settings.remote());
    String model = CHECKS.model(settings.model());
    Secret key = CHECKS.key(settings.key(), settings.keyFile());
    CHECKS.atLeast("batch", settings.batch(), 1);
    if (!(settings.unrelatedCosine() < settings.relatedCosine())) {
      throw CHECKS.invalid("unrelated-cosine", "has to be below related-cosine");
    }
    if (!settings.timeout().isPositive()) {
      throw CHECKS.invalid("timeout", "has to be longer than 0");
    }
    boolean nomic = model.contains(NOMIC);
    Traits traits =
        new Traits(
            settings.kind().name().toLowerCase(Locale.ROOT) + "-" + model,
            settings.questionPrefix().orElse(nomic ? NOMIC_QUESTION : ""),
            settings.passagePrefix().orElse(nomic ? NOMIC_PASSAGE : ""),
            new CosineRange(settings.unrelatedCosine(), settings.relatedCosine()),
            settings.batch(),
            settings.timeout(),
            BYTES_OF_TEXT * settings.batch());
    return new RemoteEmbedder(
        traits,
        settings.kind() == Kind.OLLAMA ? ollama(url, model) : openAi(url, model, key),
        Clients.of(CONNECT));
  }

  private static Function<HttpClient, EmbeddingModel> ollama(URI url, String model) {
    return client ->
        OllamaEmbeddingModel.builder()
            .httpClientBuilder(new ReadyClient(client))
            .baseUrl(url.toString())
            .modelName(model)
            .maxRetries(0)
            .build();
  }

  private static Function<HttpClient, EmbeddingModel> openAi(URI url, String model, Secret key) {
    return client ->
        OpenAiEmbeddingModel.builder()
            .httpClientBuilder(new ReadyClient(client))
            .baseUrl(url.toString())
            .apiKey(key.text())
            .modelName(model)
            .maxRetries(0)
            .build();
  }
}
