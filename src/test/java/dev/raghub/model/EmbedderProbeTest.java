package dev.raghub.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.raghub.model.ProbeLayer.Verdict;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EmbedderProbeTest {
  private final ScriptedServer server = ScriptedServer.start();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void findsAHealthyEmbedderHealthy() {
    Embedder embedder = remote();

    ProbeReport report = new EmbedderProbe(embedder).run();

    assertThat(report.endpoint()).isEqualTo("embedder");
    assertThat(report.layers())
        .extracting(ProbeLayer::name, ProbeLayer::verdict, ProbeLayer::detail)
        .containsExactly(
            tuple("vector", Verdict.YES, "it answers"),
            tuple("dimension", Verdict.YES, "3, as at start"),
            tuple("same-vector-twice", Verdict.YES, "to the last bit"),
            tuple("unit-length", Verdict.YES, "1.000000"));
  }

  @Test
  void seesAnotherDimensionThanAtStart() {
    Embedder embedder = remote();
    server.otherwise(request -> vector("[1,2,2,4]"));

    ProbeReport report = new EmbedderProbe(embedder).run();

    ProbeLayer layer = report.layers().get(1);
    assertThat(layer.verdict()).isEqualTo(Verdict.NO);
    assertThat(layer.detail()).contains("4 dimensions; at start they had 3");
    assertThat(layer.remedy().orElseThrow()).contains("raghub.embedder.model");
    assertThat(report.layers().stream().skip(2).map(ProbeLayer::verdict))
        .containsExactly(Verdict.NOT_ASKED, Verdict.NOT_ASKED);
  }

  @Test
  void namesWhereADeadEmbedderIsLookedFor() {
    Embedder embedder = remote();
    server.close();

    ProbeReport report = new EmbedderProbe(embedder).run();

    assertThat(report.layers().getFirst().verdict()).isEqualTo(Verdict.NO);
    assertThat(report.layers().getFirst().remedy().orElseThrow()).contains("raghub.embedder.url");
    assertThat(report.layers().stream().skip(1).map(ProbeLayer::verdict))
        .containsOnly(Verdict.NOT_ASKED);
  }

  @Test
  void seesVectorsThatDifferForTheSameText() {
    Embedder embedder = remote();
    server.next(vector("[1,0,0]"), vector("[0,1,0]"));

    ProbeLayer layer = new EmbedderProbe(embedder).run().layers().get(2);

    assertThat(layer.verdict()).isEqualTo(Verdict.NO);
    assertThat(layer.detail()).isEqualTo("cosine 0.000000 of the same text twice");
    assertThat(layer.remedy().orElseThrow()).contains("raghub.embedder.model");
  }

  @Test
  void seesVectorsThatAreNotOfLengthOne() {
    Deque<float[]> vectors = new ArrayDeque<>(List.of(new float[] {3, 4}, new float[] {3, 4}));

    ProbeLayer layer = new EmbedderProbe(new Given(vectors)).run().layers().get(3);

    assertThat(layer.verdict()).isEqualTo(Verdict.NO);
    assertThat(layer.detail()).isEqualTo("5.000000");
    assertThat(layer.remedy().orElseThrow()).contains("raghub.embedder.kind");
  }

  private Embedder remote() {
    server.otherwise(request -> vector("[1,2,2]"));
    return Embedders.remote(
        ModelConfig.embedder(
            Map.of(
                "kind", "OPENAI",
                "url", server.url(Endpoint.Kind.OPENAI).toString(),
                "model", "scripted"),
            Map.of()));
  }

  private static Act vector(String numbers) {
    return new Act.Json(
        "{\"object\":\"list\",\"model\":\"m\",\"data\":[{\"object\":\"embedding\",\"index\":0,\"embedding\":%s}],\"usage\":{\"prompt_tokens\":1,\"total_tokens\":1}}"
            .formatted(numbers));
  }

  /// Hands out these vectors, one a text.
  private record Given(Deque<float[]> vectors) implements Embedder {
    @Override
    public String fingerprint() {
      return "given";
    }

    @Override
    public int dimensions() {
      return 2;
    }

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
      return vectors.remove();
    }
  }
}
