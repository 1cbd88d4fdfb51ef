package dev.raghub.model;

import static dev.raghub.model.ProbeFixture.answering;
import static dev.raghub.model.ProbeFixture.endpoint;
import static dev.raghub.model.ProbeFixture.healthy;
import static dev.raghub.model.ProbeFixture.layer;
import static dev.raghub.model.ProbeFixture.report;
import static dev.raghub.model.ProbeFixture.spoken;
import static dev.raghub.model.ProbeFixture.verdicts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.model.Act.Manner;
import dev.raghub.model.Endpoint.Kind;
import dev.raghub.model.ProbeLayer.Verdict;
import dev.raghub.model.ScriptedServer.Recorded;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Probes in front of a scripted server. What it says stands in the script of each test; its token
/// counts are ours.
class EndpointProbeTest {
  private static final int CONTEXT = 8_192;

  private final ScriptedServer server = ScriptedServer.start();

  @AfterEach
  void close() {
    server.close();
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void findsAHealthyEndpointHealthy(Kind kind) {
    server.otherwise(ProbeFixture::healthy);

    ProbeReport report = probe(kind, CONTEXT);

    Map<String, Verdict> verdicts = verdicts(report);
    if (kind == Kind.OLLAMA) {
      // Its protocol reports no kept tokens, and a scripted server's times say nothing.
      verdicts.remove("prompt-cache");
    }
    assertThat(verdicts)
        .allSatisfy((name, verdict) -> assertThat(verdict).as(name).isEqualTo(Verdict.YES));
    assertThat(report.layers())
        .extracting(ProbeLayer::name)
        .containsExactly(
            "alive",
            "model-id",
            "plain-answer",
            "structured-output",
            "instruction-short",
            "instruction-2k",
            "instruction-7k",
            "prompt-cache",
            "no-thinking");
    assertThat(layer(report, "structured-output").detail()).isEqualTo("by json_schema");
    assertThat(report.layers())
        .allMatch(
            layer ->
                layer.remedy().isPresent()
                    == List.of(Verdict.NO, Verdict.WARNING).contains(layer.verdict()));
    assertThat(report.endpoint()).isEqualTo("test");
    assertThat(report.model()).isEqualTo("m-1");
  }

  @Test
  void sendsNoKeyToSeeWhetherAServerIsThere() {
    server.otherwise(ProbeFixture::healthy);

    probe(Kind.OPENAI, CONTEXT);

    Recorded first = server.requests().getFirst();
    assertThat(first.line()).startsWith("GET /v1 ");
    assertThat(first.head()).doesNotContain(ModelFixture.KEY.text());
    assertThat(server.requests().get(1).line()).startsWith("GET /v1/models ");
    assertThat(server.requests().get(1).head()).contains("Bearer " + ModelFixture.KEY.text());
    assertThat(server.requests()).hasSize(9);
  }

  @Test
  void asksNothingOfADeadEndpoint() {
    URI url = server.url(Kind.OPENAI);
    server.close();

    ProbeReport report = ProbeFixture.probe(Kind.OPENAI, url, CONTEXT);

    assertThat(layer(report, "alive").verdict()).isEqualTo(Verdict.NO);
    assertThat(layer(report, "alive").remedy().orElseThrow()).contains("raghub.endpoint.test.url");
    assertThat(report.layers().stream().skip(1).map(ProbeLayer::verdict))
        .hasSize(8)
        .containsOnly(Verdict.NOT_ASKED);
  }

  @Test
  void waitsNotForEverForAServerThatTakesTheConnectionOnly() {
    server.otherwise(request -> new Act.Hang());

    assertThat(layer(probe(Kind.OPENAI, CONTEXT), "alive").detail())
        .isEqualTo("nothing answered within 2 s");
  }

  @Test
  void saysWhichModelsThereAreInsteadOfAnUnknownOne() {
    server.otherwise(
        request ->
            request.path().endsWith("/models")
                ? new Act.Json("{\"data\":[{\"id\":\"m-2\"},{\"id\":\"<b>\"}]}")
                : healthy(request));

    ProbeLayer layer = layer(probe(Kind.OPENAI, CONTEXT), "model-id");

    assertThat(layer.verdict()).isEqualTo(Verdict.NO);
    assertThat(layer.detail()).isEqualTo("it is none of the 2 that the server lists, such as m-2");
    assertThat(layer.remedy().orElseThrow()).contains("raghub.endpoint.test.model");
  }

  @Test
  void asksNotForTheModelWhereTheServerListsNone() {
    server.otherwise(
        request -> request.path().endsWith("/models") ? Act.refuse(404) : healthy(request));

    assertThat(layer(probe(Kind.OPENAI, CONTEXT), "model-id").verdict())
        .isEqualTo(Verdict.NOT_ASKED);
    for (Act act :
        List.of(new Act.Json("{"), new Act.Json("[]"), new Act.Hang(), Act.refuse(500))) {
      server.otherwise(request -> request.path().endsWith("/models") ? act : healthy(request));
      assertThat(layer(probe(Kind.OPENAI, CONTEXT), "model-id").verdict())
          .isEqualTo(Verdict.NOT_ASKED);
    }
  }

  @Test
  void namesTheKeyOfAServerThatRefusesIt() {
    server.otherwise(request -> request.path().equals("/v1") ? Act.refuse(404) : Act.refuse(401));

    ProbeReport report = probe(Kind.OPENAI, CONTEXT);

    for (String name : List.of("model-id", "plain-answer")) {
      assertThat(layer(report, name).verdict()).isEqualTo(Verdict.NO);
      assertThat(layer(report, name).remedy().orElseThrow())
          .contains("raghub.endpoint.test.key-file");
    }
    assertThat(report.layers().stream().skip(3).map(ProbeLayer::verdict))
        .containsOnly(Verdict.NOT_ASKED);
    assertThat(report.toString()).doesNotContain(ModelFixture.KEY.text());
  }

  @Test
  void tellsWhichWayToJsonWasTaken() {
    server.otherwise(
        request -> request.body().contains("json_schema") ? Act.refuse(400) : healthy(request));
    ProbeLayer layer = layer(probe(Kind.OPENAI, CONTEXT), "structured-output");
    assertThat(layer.verdict()).isEqualTo(Verdict.YES);
    assertThat(layer.detail()).isEqualTo("by json_object: json_schema is not taken");

    server.otherwise(
        request -> request.body().contains("response_format") ? Act.refuse(400) : healthy(request));
    ProbeLayer text = layer(probe(Kind.OPENAI, CONTEXT), "structured-output");
    assertThat(text.verdict()).isEqualTo(Verdict.WARNING);
    assertThat(text.remedy().orElseThrow()).contains("raghub.endpoint.test.url");
  }

  @Test
  void takesNoJsonModeForGrantedThatAnthropicHasNot() {
    server.otherwise(
        request ->
            request.body().contains("output_config") || request.body().contains("json_schema")
                ? Act.refuse(400)
                : healthy(request));

    ProbeLayer layer = layer(probe(Kind.ANTHROPIC, CONTEXT), "structured-output");

    assertThat(layer.verdict()).isEqualTo(Verdict.WARNING);
    assertThat(layer.detail()).isEqualTo("found in the text: no other way is taken");
  }

  @Test
  void saysThatAModelWritesNoJson() {
    server.otherwise(
        request -> request.body().contains("17 + 25") ? Act.say("It is 42.") : healthy(request));

    ProbeLayer layer = layer(probe(Kind.OPENAI, CONTEXT), "structured-output");

    assertThat(layer.verdict()).isEqualTo(Verdict.NO);
    assertThat(layer.remedy()).isPresent();
  }

  @Test
  void warnsOfThinkingInAnswers() {
    server.otherwise(
        request ->
            request.body().contains("capital of France")
                ? Act.say("<think>canary</think>", "Paris")
                : healthy(request));

    ProbeReport report = probe(Kind.OPENAI, CONTEXT);

    ProbeLayer layer = layer(report, "no-thinking");
    assertThat(layer.verdict()).isEqualTo(Verdict.WARNING);
    assertThat(layer.detail())
        .isEqualTo(
            "of 7 answers, 1 held thinking that was cut out, 0 held tags that are not cut out");
    assertThat(layer.remedy().orElseThrow()).contains("raghub.endpoint.test.thinking");
    assertThat(layer(report, "plain-answer").verdict()).isEqualTo(Verdict.YES);
    assertThat(report.toString()).doesNotContain("canary").doesNotContain("Paris");
  }

  @Test
  void warnsOfTagsThatNobodyCutsOut() {
    server.otherwise(
        request ->
            request.body().contains("capital of France")
                ? Act.say("<reasoning>hm</reasoning> Paris")
                : healthy(request));

    assertThat(layer(probe(Kind.OPENAI, CONTEXT), "no-thinking").detail())
        .isEqualTo(
            "of 7 answers, 0 held thinking that was cut out, 1 held tags that are not cut out");
  }

  @Test
  void findsTheLengthFromWhichAnInstructionIsNotFollowed() {
    server.otherwise(
        request ->
            request.body().contains("HARBOUR")
                ? spoken(request, "The ferry leaves at noon.", 0)
                : healthy(request));

    ProbeReport report = probe(Kind.OPENAI, CONTEXT);

    assertThat(layer(report, "instruction-2k").verdict()).isEqualTo(Verdict.YES);
    ProbeLayer layer = layer(report, "instruction-7k");
    assertThat(layer.verdict()).isEqualTo(Verdict.NO);
    assertThat(layer.detail()).startsWith("not followed; prompt of 7");
    assertThat(layer.remedy().orElseThrow()).contains("raghub.endpoint.test.context-tokens");
    assertThat(report.toString()).doesNotContain("ferry");
  }

  @Test
  void blamesNoContextForAModelThatNeverFollows() {
    server.otherwise(
        request ->
            request.body().contains("single word")
                ? spoken(request, "The ferry leaves at noon.", 0)
                : healthy(request));

    assertThat(probe(Kind.OPENAI, CONTEXT).layers())
        .filteredOn(layer -> layer.name().startsWith("instruction"))
        .hasSize(3)
        .allSatisfy(
            layer -> {
              assertThat(layer.verdict()).isEqualTo(Verdict.NO);
              assertThat(layer.remedy().orElseThrow())
                  .contains("raghub.endpoint.test.model")
                  .doesNotContain("context-tokens");
            });
  }

  @Test
  void seesThatAServerCutsThePromptThoughItFollowsTheLastLine() {
    server.otherwise(
        request ->
            request.body().contains("HARBOUR")
                ? new Act.Speak(Speech.of("HARBOUR").usage(4_096, 2, 0), Manner.PLAIN)
                : healthy(request));

    ProbeLayer layer = layer(probe(Kind.OPENAI, CONTEXT), "instruction-7k");

    assertThat(layer.verdict()).isEqualTo(Verdict.NO);
    assertThat(layer.detail()).contains("read 4096 tokens").contains("it cuts prompts");
    assertThat(layer.remedy().orElseThrow()).contains("raghub.endpoint.test.context-tokens");
  }

  @Test
  void asksNoLongerPromptThanTheContextTakes() {
    server.otherwise(ProbeFixture::healthy);

    ProbeReport report = probe(Kind.OPENAI, 4_096);

    assertThat(layer(report, "instruction-2k").verdict()).isEqualTo(Verdict.YES);
    assertThat(layer(report, "instruction-7k").verdict()).isEqualTo(Verdict.NOT_ASKED);
    assertThat(layer(report, "instruction-7k").detail())
        .contains("raghub.endpoint.test.context-tokens allows 4096");
    assertThat(server.requests()).noneMatch(request -> request.body().contains("HARBOUR"));
  }

  @Test
  void warnsWhereThereIsMoreThanWasAskedFor() {
    server.otherwise(
        request ->
            request.body().contains("LANTERN") ? Act.say("Sure! LANTERN") : healthy(request));

    ProbeLayer layer = layer(probe(Kind.OPENAI, CONTEXT), "instruction-short");

    assertThat(layer.verdict()).isEqualTo(Verdict.WARNING);
    assertThat(layer.detail()).startsWith("followed, with 6 characters more;");
    assertThat(layer.remedy()).isPresent();
  }

  @Test
  void takesTheTimeForASignThatABeginningIsKept() {
    ProbeLayer layer = layer(probe(answering(0, 900, 449)), "prompt-cache");

    assertThat(layer.verdict()).isEqualTo(Verdict.YES);
    assertThat(layer.detail())
        .isEqualTo(
            "by the time alone, no kept tokens are reported; first token after 900 ms, of a second prompt with the same beginning after 449 ms");
  }

  @Test
  void warnsWhereNothingTellsThatABeginningIsKept() {
    ProbeLayer layer = layer(probe(answering(0, 900, 450)), "prompt-cache");

    assertThat(layer.verdict()).isEqualTo(Verdict.WARNING);
    assertThat(layer.detail()).startsWith("no sign of one;");
    assertThat(layer.remedy().orElseThrow()).contains("raghub.endpoint.test.price-cached-input");
  }

  @Test
  void believesAServerThatReportsKeptTokensWhateverTheTimes() {
    ProbeLayer layer = layer(probe(answering(1_152, 900, 1_000)), "prompt-cache");

    assertThat(layer.verdict()).isEqualTo(Verdict.YES);
    assertThat(layer.detail()).startsWith("1152 of 1300 tokens were kept;");
  }

  @Test
  void blamesNoEndpointForABudget() {
    server.otherwise(ProbeFixture::healthy);
    Endpoint endpoint = endpoint(Kind.OPENAI, server.url(Kind.OPENAI), CONTEXT);

    ProbeReport report =
        report(
            endpoint,
            prompt -> {
              throw new RaghubException(ErrorCode.BUDGET_EXCEEDED, "the budget is spent");
            },
            ModelFixture.lane(endpoint));

    assertThat(layer(report, "plain-answer").verdict()).isEqualTo(Verdict.NOT_ASKED);
    assertThat(layer(report, "plain-answer").detail()).isEqualTo("the budget is spent");
    assertThat(verdicts(report)).doesNotContainValue(Verdict.NO);
  }

  private ProbeReport probe(Asking asking) {
    server.otherwise(ProbeFixture::healthy);
    Endpoint endpoint = endpoint(Kind.OPENAI, server.url(Kind.OPENAI), CONTEXT);
    return report(endpoint, asking, ModelFixture.lane(endpoint));
  }

  private ProbeReport probe(Kind kind, int contextTokens) {
    return ProbeFixture.probe(kind, server.url(kind), contextTokens);
  }
}
