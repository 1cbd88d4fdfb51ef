package dev.raghub.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.model.Act.Manner;
import dev.raghub.model.Completion.Finish;
import dev.raghub.model.Endpoint.Kind;
import dev.raghub.model.Endpoint.SystemRole;
import dev.raghub.model.Endpoint.Thinking;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What every adapter does, whatever its protocol, and what the server sees of it.
abstract class ChatModelContract {
  static final String SCHEMA =
      """
      {"type":"object","properties":{"answer":{"type":"string"}},"required":["answer"],"additionalProperties":false}""";

  private static final Prompt PROMPT =
      new Prompt("You are terse.", "Who wrote Emma?", Optional.empty(), 40);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  final ScriptedServer server = ScriptedServer.start();
  private final List<String> pieces = new ArrayList<>();

  abstract Kind kind();

  /// The system text in a request; empty where it has none.
  abstract String system(JsonNode request);

  abstract String user(JsonNode request);

  abstract int maxTokens(JsonNode request);

  /// The schema in a request, and the place of JSON without a schema.
  abstract JsonNode schema(JsonNode request);

  abstract double temperature(JsonNode request);

  abstract List<String> stop(JsonNode request);

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void handsOutPiecesInOrderAndTheWholeText() {
    server.next(new Act.Speak(Speech.of("Jane ", "Austen", ".").usage(120, 7, 30), Manner.PLAIN));

    Completion completion = complete(PROMPT);

    assertThat(pieces).containsExactly("Jane ", "Austen", ".");
    assertThat(completion.text()).isEqualTo("Jane Austen.");
    assertThat(completion.finish()).isEqualTo(Finish.STOP);
    assertThat(completion.warnings()).isEmpty();
    assertThat(completion.usage())
        .isEqualTo(new TokenUsage(120, 7, kind() == Kind.OLLAMA ? 0 : 30, true));
    assertThat(completion.firstToken()).isLessThanOrEqualTo(completion.total());
  }

  @Test
  void asksForRepeatableShortAnswers() {
    complete(PROMPT);

    JsonNode request = request();
    assertThat(system(request)).isEqualTo("You are terse.");
    assertThat(user(request)).isEqualTo("Who wrote Emma?");
    assertThat(maxTokens(request)).isEqualTo(40);
    assertThat(temperature(request)).isZero();
    assertThat(stop(request)).containsExactly("STOP");
    assertThat(schema(request).isMissingNode()).isTrue();
  }

  @Test
  void asksForNoMoreTokensThanTheEndpointGives() {
    complete(new Prompt("", "Hello", Optional.empty(), 9999));

    assertThat(maxTokens(request())).isEqualTo(64);
    assertThat(system(request())).isEmpty();
  }

  @Test
  void sendsTheSchemaAsItIs() {
    server.next(Act.say("{\"answer\":\"Jane Austen\"}"));

    Completion completion = complete(new Prompt("You are terse.", "Who?", Optional.of(SCHEMA), 40));

    assertThat(completion.text()).isEqualTo("{\"answer\":\"Jane Austen\"}");
    assertThat(schema(request())).isEqualTo(json(SCHEMA));
  }

  @Test
  void tellsTheSchemaInThePromptWhereServersDoNotKnowSchemas() {
    Prompt prompt = new Prompt("You are terse.", "Who?", Optional.of(SCHEMA), 40);
    for (Structure way : List.of(Structure.OBJECT, Structure.TEXT)) {
      server.next(Act.say("{}"));
      ModelFixture.model(endpoint(PATIENCE)).complete(prompt, way, PATIENCE, pieces::add);

      assertThat(schema(request()).has("properties")).isFalse();
      assertThat(system(request())).startsWith("You are terse.").endsWith(SCHEMA);
    }
  }

  @Test
  void foldsTheSystemTextIntoTheUsers() {
    Endpoint folded = ModelFixture.with(endpoint(PATIENCE), SystemRole.FOLDED, Thinking.ALLOWED, 1);

    complete(folded, PROMPT);

    assertThat(system(request())).isEmpty();
    assertThat(user(request())).isEqualTo("You are terse.\n\nWho wrote Emma?");
  }

  @Test
  void readsLinesThatEndWithCarriageReturns() {
    server.next(new Act.Speak(Speech.of("Jane ", "Austen"), Manner.CRLF));

    assertThat(complete(PROMPT).text()).isEqualTo("Jane Austen");
    assertThat(pieces).containsExactly("Jane ", "Austen");
  }

  @Test
  void saysThatATextWasCutOff() {
    server.next(new Act.Speak(Speech.of("Jane").finish(Finish.LENGTH), Manner.PLAIN));

    assertThat(complete(PROMPT).finish()).isEqualTo(Finish.LENGTH);
  }

  @Test
  void countsItselfWhatTheServerDoesNotReport() {
    server.next(new Act.Speak(Speech.of("Jane Austen").unreported(), Manner.PLAIN));

    TokenUsage usage = complete(PROMPT).usage();

    assertThat(usage.reported()).isFalse();
    assertThat(usage.prompt()).isBetween(6, 12);
    assertThat(usage.completion()).isBetween(2, 4);
  }

  @Test
  void warnsOfAPromptThatTheServerHasCut() {
    server.next(new Act.Speak(Speech.of("Yes").usage(300, 1, 0), Manner.PLAIN));

    Completion completion = complete(new Prompt("", "word ".repeat(2000), Optional.empty(), 40));

    assertThat(completion.warnings())
        .singleElement()
        .asString()
        .contains("read 300 tokens of a prompt of about 2001");
  }

  @Test
  void sendsNoPromptThatDoesNotFit() {
    fails(ErrorCode.MODEL_REFUSED, new Prompt("", "word ".repeat(5000), Optional.empty(), 40));

    assertThat(server.requests()).isEmpty();
  }

  @Test
  void cutsThinkTagsThatAreSplitOverPieces() {
    server.next(Act.say("<th", "ink>She", " ...</thi", "nk>\n\nJane ", "Austen"));

    Completion completion = complete(PROMPT);

    assertThat(completion.text()).isEqualTo("Jane Austen");
    assertThat(String.join("", pieces)).isEqualTo("Jane Austen");
    assertThat(completion.warnings())
        .containsExactly("the model's thinking was cut out of its text");
  }

  @Test
  void leavesOutThinkingBesideTheText() {
    server.next(new Act.Speak(Speech.of("Jane").thinking("She ..."), Manner.PLAIN));

    assertThat(complete(PROMPT).text()).isEqualTo("Jane");
    assertThat(pieces).containsExactly("Jane");
  }

  @Test
  void letsEmptyAnswersThroughWithTheirPrice() {
    server.next(new Act.Speak(Speech.of().usage(50, 0, 0), Manner.PLAIN));

    Completion completion = complete(PROMPT);

    assertThat(completion.text()).isEmpty();
    assertThat(completion.usage().prompt()).isEqualTo(50);
  }

  @Test
  void namesWhatTheServerRefuses() {
    assertThat(refusal(401)).isEqualTo(ErrorCode.MODEL_CREDENTIALS_REFUSED);
    assertThat(refusal(403)).isEqualTo(ErrorCode.MODEL_CREDENTIALS_REFUSED);
    assertThat(refusal(404)).isEqualTo(ErrorCode.MODEL_REFUSED);
    assertThat(refusal(400)).isEqualTo(ErrorCode.MODEL_REFUSED);
    assertThat(refusal(302)).isEqualTo(ErrorCode.MODEL_REFUSED);
    assertThat(refusal(429)).isEqualTo(ErrorCode.MODEL_BUSY);
    assertThat(refusal(503)).isEqualTo(ErrorCode.MODEL_BUSY);
    assertThat(refusal(529)).isEqualTo(ErrorCode.MODEL_BUSY);
    assertThat(refusal(500)).isEqualTo(ErrorCode.MODEL_UNREACHABLE);
    assertThat(refusal(504)).isEqualTo(ErrorCode.MODEL_TIMEOUT);
  }

  @Test
  void tellsWhenToTryAgain() {
    server.next(new Act.Refuse(429, Map.of("Retry-After", "7"), ""));

    assertThat(fails(ErrorCode.MODEL_BUSY, PROMPT).retryAfter()).contains(Duration.ofSeconds(7));
  }

  @Test
  void givesUpOnAServerThatDoesNotAnswer() {
    server.next(new Act.Hang());

    long start = System.nanoTime();
    fails(ErrorCode.MODEL_TIMEOUT, PROMPT, endpoint(Duration.ofMillis(300)));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void givesUpOnAServerThatDripsForEver() {
    server.next(new Act.Speak(Speech.of("Jane"), Manner.DRIP));

    long start = System.nanoTime();
    fails(ErrorCode.MODEL_TIMEOUT, PROMPT, endpoint(Duration.ofMillis(500)));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void survivesConnectionsThatBreak() {
    server.next(new Act.Reset(), new Act.Speak(Speech.of("Jane"), Manner.RESET_MIDWAY));

    fails(ErrorCode.MODEL_BROKEN_OFF, PROMPT);
    fails(ErrorCode.MODEL_BROKEN_OFF, PROMPT);
  }

  @Test
  void tellsAServerThatIsNotThereFromOneThatBreaksOff() {
    URI nowhere = URI.create("http://127.0.0.1:1/v1");

    fails(ErrorCode.MODEL_UNREACHABLE, PROMPT, ModelFixture.endpoint(kind(), nowhere, PATIENCE));
  }

  @Test
  void takesHalfAnEventForMalformed() {
    server.next(new Act.Speak(Speech.of("Jane"), Manner.HALF_JSON));

    fails(ErrorCode.MODEL_MALFORMED, PROMPT);
  }

  @Test
  void doesNotTakeAStreamThatEndsEarlyForWhole() {
    server.next(new Act.Speak(Speech.of("Jane ", "Austen"), Manner.END_MIDWAY));

    try {
      Completion completion = complete(PROMPT);
      assertThat(completion.finish()).isEqualTo(Finish.UNKNOWN);
      assertThat(completion.warnings()).anyMatch(warning -> warning.contains("cut off"));
    } catch (RaghubException malformed) {
      assertThat(malformed.code()).isEqualTo(ErrorCode.MODEL_MALFORMED);
    }
  }

  @Test
  void readsNoMoreThanItMay() {
    server.next(Act.say("a".repeat(200_000)));

    assertThat(fails(ErrorCode.MODEL_MALFORMED, PROMPT).reason())
        .isEqualTo("the answer of the endpoint 'test' is larger than 100000 bytes");
  }

  @Test
  void passesOnWhatItsListenerThrows() {
    server.next(Act.say("Jane"));

    IllegalStateException thrown =
        catchThrowableOfType(
            IllegalStateException.class,
            () ->
                ModelFixture.model(endpoint(PATIENCE))
                    .complete(
                        PROMPT,
                        Structure.SCHEMA,
                        PATIENCE,
                        piece -> {
                          throw new IllegalStateException("gone");
                        }));

    assertThat(thrown).hasMessage("gone");
  }

  @Test
  void showsItsKeyToTheServerOnly() {
    String quoting = "{\"error\":{\"message\":\"bad key canary-8c1f77\",\"code\":\"bad_key\"}}";
    server.next(new Act.Refuse(401, Map.of(), quoting));

    RaghubException refused = fails(ErrorCode.MODEL_CREDENTIALS_REFUSED, PROMPT);

    StringWriter trace = new StringWriter();
    refused.printStackTrace(new PrintWriter(trace));
    assertThat(trace.toString()).contains("(bad_key)").doesNotContain("canary");
    assertThat(new Protocol(endpoint(PATIENCE), ModelFixture.KEY).toString())
        .doesNotContain("canary");
    if (kind() != Kind.OLLAMA) {
      assertThat(server.requests().getFirst().head()).contains(ModelFixture.KEY.text());
    }
    assertThat(server.requests().getFirst().line()).doesNotContain("canary");
    assertThat(server.requests().getFirst().body()).doesNotContain("canary");
  }

  final JsonNode request() {
    return json(server.requests().getLast().body());
  }

  static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException(text, broken);
    }
  }

  static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  final Endpoint endpoint(Duration timeout) {
    return ModelFixture.endpoint(kind(), server.url(kind()), timeout);
  }

  private Completion complete(Prompt prompt) {
    return complete(endpoint(PATIENCE), prompt);
  }

  private Completion complete(Endpoint endpoint, Prompt prompt) {
    return ModelFixture.model(endpoint)
        .complete(prompt, Structure.SCHEMA, endpoint.timeout(), pieces::add);
  }

  private ErrorCode refusal(int status) {
    server.next(Act.refuse(status));
    RaghubException refused = catchThrowableOfType(RaghubException.class, () -> complete(PROMPT));
    assertThat(refused.reason()).contains("status " + status);
    return refused.code();
  }

  private RaghubException fails(ErrorCode code, Prompt prompt) {
    return fails(code, prompt, endpoint(PATIENCE));
  }

  private RaghubException fails(ErrorCode code, Prompt prompt, Endpoint endpoint) {
    RaghubException failed =
        catchThrowableOfType(RaghubException.class, () -> complete(endpoint, prompt));
    assertThat(failed).isNotNull();
    assertThat(failed.code()).as(failed.reason()).isEqualTo(code);
    return failed;
  }
}
