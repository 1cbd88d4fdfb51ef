package dev.raghub.model;

import dev.raghub.model.Endpoint.Kind;
import java.net.URI;
import java.util.List;

class OllamaEmbedderTest extends RemoteEmbedderContract {
  @Override
  EmbedderSettings.Kind kind() {
    return EmbedderSettings.Kind.OLLAMA;
  }

  @Override
  URI url() {
    return server.url(Kind.OLLAMA);
  }

  @Override
  String response(List<String> vectors) {
    return "{\"model\":\"m\",\"embeddings\":%s,\"prompt_eval_count\":3}".formatted(vectors);
  }
}
