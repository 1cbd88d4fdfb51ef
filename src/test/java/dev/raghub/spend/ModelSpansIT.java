package dev.raghub.spend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raghub.GatewayServers;
import dev.raghub.model.Act;
import dev.raghub.model.Act.Manner;
import dev.raghub.model.ScriptedModels;
import dev.raghub.model.ScriptedServer;
import dev.raghub.model.Speech;
import dev.raghub.rest.Client;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Calls of models as a collector of traces sees them.
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
@QuarkusTestResource(value = ScriptedModels.class, restrictToAnnotatedClass = true)
@TestProfile(ModelSpansIT.Profile.class)
class ModelSpansIT {
  /// Tracing is on, and each span is handed on as it ends.
  public static final class Profile implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("raghub.otel.disabled", "false", "quarkus.otel.simple", "true");
    }
  }

  private static final String PARENT = "00f067aa0ba902b7";

  /// Of one test: the last one's request may end in this one.
  private final String trace = UUID.randomUUID().toString().replace("-", "");

  @TestHTTPResource URI gateway;
  @Inject InMemorySpanExporter spans;
  ScriptedServer server;

  private Client admin;
  private String workspace;

  @BeforeEach
  void begin() {
    admin = Client.admin(gateway);
    workspace = admin.workspace("spans-" + UUID.randomUUID().toString().substring(0, 8));
    spans.reset();
  }

  @Test
  void tellsOfACallInTheNamesOfTheConventions() {
    server.next(new Act.Speak(Speech.of("canary of an answer").usage(70, 5, 0), Manner.PLAIN));

    ask("openai");

    SpanData call = await(SpanKind.CLIENT);
    assertThat(call.getName()).isEqualTo("chat scripted");
    assertThat(text(call, "gen_ai.operation.name")).isEqualTo("chat");
    assertThat(text(call, "gen_ai.provider.name")).isEqualTo("openai");
    assertThat(text(call, "gen_ai.system")).isEqualTo("openai");
    assertThat(text(call, "gen_ai.request.model")).isEqualTo("scripted");
    assertThat(text(call, "server.address")).isEqualTo("127.0.0.1");
    assertThat(call.getAttributes().get(AttributeKey.longKey("gen_ai.usage.input_tokens")))
        .isEqualTo(70);
    assertThat(call.getAttributes().get(AttributeKey.longKey("gen_ai.usage.output_tokens")))
        .isEqualTo(5);
    assertThat(
            call.getAttributes().get(AttributeKey.stringArrayKey("gen_ai.response.finish_reasons")))
        .containsExactly("stop");
    assertThat(call.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
  }

  @Test
  void isAChildOfTheRequestWhoseTraceTheCallerBegan() {
    ask("openai");

    SpanData request = await(SpanKind.SERVER);
    SpanData call = await(SpanKind.CLIENT);
    assertThat(request.getTraceId()).isEqualTo(trace);
    assertThat(request.getParentSpanId()).isEqualTo(PARENT);
    assertThat(call.getTraceId()).isEqualTo(trace);
    assertThat(call.getParentSpanId()).isEqualTo(request.getSpanId());
  }

  @Test
  void namesTheErrorOfACallThatFailed() {
    server.next(Act.refuse(401));

    ask("gemini");

    SpanData call = await(SpanKind.CLIENT);
    assertThat(text(call, "error.type")).isEqualTo("model-credentials-refused");
    assertThat(text(call, "gen_ai.provider.name")).isEqualTo("gcp.gemini");
    assertThat(call.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(call.getEvents()).isEmpty();
  }

  @Test
  void holdsNoPromptNoAnswerNoKeyAndNothingOfAPath() {
    server.next(Act.say("canary of an answer"));
    ask("openai");
    admin.get("/v1/documents/canary-document?canary=query", Optional.of(workspace));
    admin.get("/canary-of-nowhere", Optional.empty());

    await(SpanKind.CLIENT);
    until(() -> notFound() == 2);
    assertThat(spans.getFinishedSpanItems().toString())
        .contains("/v1/documents/{key}")
        .doesNotContain("canary")
        .doesNotContain("Be terse")
        .doesNotContain("rh_");
  }

  private void ask(String endpoint) {
    admin.send(
        admin
            .request("/test/paid/" + endpoint)
            .header("X-Workspace", workspace)
            .header("traceparent", "00-" + trace + "-" + PARENT + "-01")
            .POST(BodyPublishers.noBody())
            .build());
  }

  private static String text(SpanData span, String key) {
    return String.valueOf(span.getAttributes().get(AttributeKey.stringKey(key)));
  }

  /// Of the caller's trace: the requests that made the workspace end when they like.
  private List<SpanData> ended(SpanKind kind) {
    return spans.getFinishedSpanItems().stream()
        .filter(span -> span.getKind() == kind && span.getTraceId().equals(trace))
        .toList();
  }

  private SpanData await(SpanKind kind) {
    until(() -> !ended(kind).isEmpty());
    assertThat(ended(kind)).hasSize(1);
    return ended(kind).getFirst();
  }

  private long notFound() {
    return spans.getFinishedSpanItems().stream()
        .filter(
            span ->
                Long.valueOf(404)
                    .equals(
                        span.getAttributes()
                            .get(AttributeKey.longKey("http.response.status_code"))))
        .count();
  }

  /// A request's span ends after its response is out.
  private void until(BooleanSupplier condition) {
    Instant patient = Instant.now().plus(Duration.ofSeconds(20));
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).as("%s", spans.getFinishedSpanItems()).isBefore(patient);
      LockSupport.parkNanos(5_000_000);
    }
  }
}
