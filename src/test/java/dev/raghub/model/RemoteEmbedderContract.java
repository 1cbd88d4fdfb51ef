package dev.raghub.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.model.ScriptedServer.Recorded;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What every embedder behind a server does. The scripted server's vectors are made of a text's
/// length and hash, and mean nothing.
abstract class RemoteEmbedderContract extends EmbedderContract {
  final ScriptedServer server = ScriptedServer.start();

  abstract EmbedderSettings.Kind kind();

  abstract URI url();

  /// A response that holds these vectors, each a JSON array.
  abstract String response(List<String> vectors);

  @AfterEach
  void close() {
    server.close();
  }

  @Override
  Embedder embedder() {
    server.otherwise(request -> new Act.Json(response(vectors(request, 3))));
    return embedder(Map.of());
  }

  @Test
  void asksForItsDimensionsWhenItIsMade() {
    assertThat(embedder().dimensions()).isEqualTo(3);
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void writesThePrefixesOfNomicBeforeTexts() {
    Embedder embedder = embedder();
    embedder.question("Who?");
    assertThat(inputs(server.requests().getLast())).containsExactly("search_query: Who?");
    embedder.passages(List.of("Emma"));
    assertThat(inputs(server.requests().getLast())).containsExactly("search_document: Emma");
  }

  @Test
  void sendsNoMoreTextsAtOnceThanItMay() {
    Embedder embedder = embedder();
    embedder.passages(List.of("a", "b", "c", "d", "e"));

    assertThat(
            server.requests().stream().skip(1).map(RemoteEmbedderContract::inputs).map(List::size))
        .containsExactly(4, 1);
  }

  @Test
  void changesItsFingerprintWithWhateverChangesVectors() {
    String usual = embedder().fingerprint();

    assertThat(embedder(Map.of("passage-prefix", "other: ")).fingerprint()).isNotEqualTo(usual);
    assertThat(embedder(Map.of("model", "nomic-embed-text/2")).fingerprint()).isNotEqualTo(usual);
    server.otherwise(request -> new Act.Json(response(vectors(request, 4))));
    assertThat(embedder(Map.of()).fingerprint()).isNotEqualTo(usual);
  }

  @Test
  void handsOutNoVectorOfAnotherLength() {
    Embedder embedder = embedder();
    server.otherwise(request -> new Act.Json(response(vectors(request, 4))));

    assertThat(code(() -> embedder.question("Who?"))).isEqualTo(ErrorCode.EMBEDDER_MISMATCH);
  }

  @Test
  void triesAgainWhatMaySucceed() {
    Embedder embedder = embedder();
    server.next(Act.refuse(500), Act.refuse(503));

    assertThat(embedder.question("Who?")).hasSize(3);
    assertThat(server.requests()).hasSize(4);
  }

  @Test
  void namesWhatIsWrong() {
    Embedder embedder = embedder();
    server.otherwise(request -> Act.refuse(401));
    assertThat(code(() -> embedder.question("Who?")))
        .isEqualTo(ErrorCode.MODEL_CREDENTIALS_REFUSED);
    server.otherwise(request -> new Act.Json("{"));
    assertThat(code(() -> embedder.question("Who?"))).isEqualTo(ErrorCode.MODEL_MALFORMED);
    server.otherwise(request -> new Act.Json(response(List.of("[0,0,0]"))));
    assertThat(code(() -> embedder.question("Who?"))).isEqualTo(ErrorCode.MODEL_MALFORMED);
    server.otherwise(request -> new Act.Json(response(List.of("[1,0,0]"))));
    assertThat(code(() -> embedder.passages(List.of("a", "b"))))
        .isEqualTo(ErrorCode.MODEL_MALFORMED);
    server.otherwise(request -> new Act.Hang());
    assertThat(code(() -> embedder(Map.of("timeout", "300ms")))).isEqualTo(ErrorCode.MODEL_TIMEOUT);
  }

  private Embedder embedder(Map<String, String> more) {
    return Embedders.remote(
        ModelConfig.embedder(
            Map.of(
                "kind",
                kind().name(),
                "url",
                url().toString(),
                "model",
                "nomic-embed-text",
                "batch",
                "4"),
            more));
  }

  private static ErrorCode code(Runnable work) {
    RaghubException failed = catchThrowableOfType(RaghubException.class, work::run);
    assertThat(failed).isNotNull();
    assertThat(failed.reason()).doesNotContain("raghub.endpoint");
    return failed.code();
  }

  private static List<String> vectors(Recorded request, int dimensions) {
    return inputs(request).stream()
        .map(
            text ->
                text.chars()
                    .limit(dimensions)
                    .mapToObj(sign -> Integer.toString(sign + text.hashCode() % 100))
                    .collect(Collectors.joining(",", "[", "]")))
        .toList();
  }

  private static List<String> inputs(Recorded request) {
    JsonNode input = ChatModelContract.json(request.body()).path("input");
    return input.isArray() ? ChatModelContract.texts(input) : List.of(input.asText());
  }
}
