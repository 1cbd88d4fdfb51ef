package dev.raghub.model;

import dev.raghub.model.Endpoint.Kind;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

class OpenAiEmbedderTest extends RemoteEmbedderContract {
  @Override
  EmbedderSettings.Kind kind() {
    return EmbedderSettings.Kind.OPENAI;
  }

  @Override
  URI url() {
    return server.url(Kind.OPENAI);
  }

  @Override
  String response(List<String> vectors) {
    return IntStream.range(0, vectors.size())
        .mapToObj(
            i ->
                "{\"object\":\"embedding\",\"index\":%d,\"embedding\":%s}"
                    .formatted(i, vectors.get(i)))
        .collect(
            Collectors.joining(
                ",",
                "{\"object\":\"list\",\"data\":[",
                "],\"usage\":{\"prompt_tokens\":3,\"total_tokens\":3}}"));
  }
}
