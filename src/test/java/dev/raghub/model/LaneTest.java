package dev.raghub.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.model.Act.Manner;
import dev.raghub.model.Completion.Finish;
import dev.raghub.model.Endpoint.Kind;
import dev.raghub.model.Endpoint.SystemRole;
import dev.raghub.model.Endpoint.Thinking;
import dev.raghub.model.Judge.Verdict;
import dev.raghub.model.ScriptedServer.Recorded;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LaneTest {
  private static final Prompt FREE = new Prompt("", "Who?", Optional.empty(), 40);
  private static final Prompt JSON =
      new Prompt("Be terse.", "Who?", Optional.of(ChatModelContract.SCHEMA), 40);
  private static final String ANSWER = "{\"answer\":\"Jane\"}";

  private final ScriptedServer server = ScriptedServer.start();
  private final Endpoint endpoint = ModelFixture.endpoint(Kind.OPENAI, server.url(Kind.OPENAI));
  private final Lane lane = ModelFixture.lane(endpoint);
  private final List<TokenUsage> spent = new CopyOnWriteArrayList<>();
  private final List<String> pieces = new ArrayList<>();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void triesAgainWhatMaySucceed() {
    server.next(Act.refuse(500), new Act.Reset(), Act.say("Jane"));

    Reply reply = ask(FREE);

    assertThat(reply.completion().text()).isEqualTo("Jane");
    assertThat(reply.retries()).isEqualTo(2);
  }

  @Test
  void givesUpAfterTwoRetries() {
    server.otherwise(request -> Act.refuse(500));

    assertThat(fails(FREE).code()).isEqualTo(ErrorCode.MODEL_UNREACHABLE);
    assertThat(server.requests()).hasSize(3);
  }

  @Test
  void doesNotTryAgainWhatCannotSucceed() {
    server.otherwise(request -> Act.refuse(401));

    assertThat(fails(FREE).code()).isEqualTo(ErrorCode.MODEL_CREDENTIALS_REFUSED);
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void triesNothingAgainOnceAPieceIsOut() {
    server.next(new Act.Speak(Speech.of("Jane ", "Austen"), Manner.RESET_MIDWAY));

    assertThat(fails(FREE).code()).isEqualTo(ErrorCode.MODEL_BROKEN_OFF);
    assertThat(pieces).containsExactly("Jane ");
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void waitsAsLongAsTheServerAsksFor() {
    server.next(new Act.Refuse(429, Map.of("Retry-After", "1"), ""), Act.say("Jane"));

    long start = System.nanoTime();
    assertThat(ask(FREE).retries()).isEqualTo(1);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(999));
  }

  @Test
  void doesNotWaitBeyondTheDeadline() {
    server.next(new Act.Refuse(429, Map.of("Retry-After", "21"), ""));

    RaghubException busy = fails(FREE);

    assertThat(busy.code()).isEqualTo(ErrorCode.MODEL_BUSY);
    assertThat(busy.retryAfter()).contains(Duration.ofSeconds(21));
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void leavesAServerAloneThatFailsAndFails() {
    server.otherwise(request -> Act.refuse(500));
    fails(FREE);
    fails(FREE);

    RaghubException resting = fails(FREE);

    assertThat(resting.code()).isEqualTo(ErrorCode.MODEL_UNREACHABLE);
    assertThat(resting.reason()).contains("is left alone");
    assertThat(server.requests()).hasSize(5);
  }

  @Test
  void takesEmptyAnswersForMalformedAndTellsTheirPrice() {
    server.otherwise(request -> new Act.Speak(Speech.of(" ").usage(90, 1, 0), Manner.PLAIN));

    assertThat(fails(FREE).code()).isEqualTo(ErrorCode.MODEL_MALFORMED);
    assertThat(spent).hasSize(3).isEqualTo(server.invoice());
  }

  @Test
  void tellsOfAnAttemptThatMayBePaidForThoughItBrokeOff() {
    server.next(new Act.Reset(), Act.refuse(401));

    assertThat(fails(FREE).code()).isEqualTo(ErrorCode.MODEL_CREDENTIALS_REFUSED);
    assertThat(spent).containsExactly(TokenUsage.UNKNOWN);
  }

  @Test
  void takesAServerThatIsNotThereForUnpaid() {
    URI nowhere = URI.create("http://127.0.0.1:1/v1");
    Lane lane = ModelFixture.lane(ModelFixture.endpoint(Kind.OPENAI, nowhere));

    RaghubException failed =
        catchThrowableOfType(
            RaghubException.class, () -> lane.ask(FREE, Urgency.QUESTION, pieces::add, spent::add));

    assertThat(failed.code()).isEqualTo(ErrorCode.MODEL_UNREACHABLE);
    assertThat(spent).isEmpty();
  }

  @Test
  void handsStructuredAnswersOutAsAWholeOnly() {
    server.next(Act.say("```json\n", ANSWER, "\n```"));

    assertThat(ask(JSON).completion().text()).isEqualTo(ANSWER);
    assertThat(pieces).isEmpty();
  }

  @Test
  void stepsDownWhereAnEndpointRefusesSchemasAndRemembersIt() {
    server.otherwise(request -> takes(request, "json_object"));

    assertThat(ask(JSON).retries()).isZero();
    assertThat(lane.structure()).isEqualTo(Structure.OBJECT);
    assertThat(ask(JSON).completion().text()).isEqualTo(ANSWER);
    assertThat(server.requests()).hasSize(3);
    assertThat(server.requests().getLast().body())
        .contains("follows this JSON schema")
        .contains("\\\"additionalProperties\\\"");
  }

  @Test
  void asksInPlainTextWhereAnEndpointKnowsNoJson() {
    server.otherwise(request -> takes(request, "nothing"));

    assertThat(ask(JSON).completion().text()).isEqualTo(ANSWER);
    assertThat(lane.structure()).isEqualTo(Structure.TEXT);
    assertThat(server.requests()).hasSize(3);
  }

  @Test
  void remembersNothingWhereAllIsRefused() {
    server.otherwise(request -> Act.refuse(404));

    assertThat(fails(JSON).code()).isEqualTo(ErrorCode.MODEL_REFUSED);
    assertThat(lane.structure()).isEqualTo(Structure.SCHEMA);
  }

  @Test
  void asksInAnotherWayWhereTheAnswerIsOfNoUse() {
    server.next(
        Act.say(ChatModelContract.SCHEMA),
        new Act.Speak(Speech.of(ANSWER).finish(Finish.LENGTH), Manner.PLAIN),
        Act.say(ANSWER));

    assertThat(ask(JSON).retries()).isEqualTo(2);
    assertThat(lane.structure()).isEqualTo(Structure.SCHEMA);
    assertThat(spent).hasSize(3).isEqualTo(server.invoice());
  }

  @Test
  void takesAtTheFirstTryWhatTheSchemasOwnerCanRead() {
    server.next(Act.say("{\"answer\":\"Jane"));

    Reply reply = ask(judged(Verdict.Useful::new));

    assertThat(reply.completion().text()).isEqualTo("{\"answer\":\"Jane");
    assertThat(reply.retries()).isZero();
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void handsTheLastDoubtfulAnswerOutWhenRetriesAreUsedUp() {
    server.next(Act.say("one"), Act.say("two"), Act.say("three"));

    Reply reply = ask(judged(completion -> new Verdict.Doubtful(completion, "is a number")));

    assertThat(reply.completion().text()).isEqualTo("three");
    assertThat(reply.retries()).isEqualTo(2);
    assertThat(spent).hasSize(3).isEqualTo(server.invoice());
    assertThat(server.requests().getLast().body()).doesNotContain("response_format");
    assertThat(lane.structure()).isEqualTo(Structure.SCHEMA);
  }

  @Test
  void tellsOfTheServersFailureAfterADoubtfulAnswer() {
    server.next(Act.say("one"), Act.refuse(401));

    assertThat(fails(judged(completion -> new Verdict.Doubtful(completion, "is a number"))).code())
        .isEqualTo(ErrorCode.MODEL_CREDENTIALS_REFUSED);
  }

  @Test
  void stepsDownForAnswersThatTheirOwnerJudgesToo() {
    server.otherwise(request -> takes(request, "json_object"));

    assertThat(ask(judged(Verdict.Useful::new)).retries()).isZero();
    assertThat(lane.structure()).isEqualTo(Structure.OBJECT);
  }

  @Test
  void stepsDownAfterThreeCallsThatOnlyASimplerWayHasSaved() {
    server.otherwise(
        request -> request.body().contains("json_schema") ? Act.refuse(500) : Act.say(ANSWER));

    assertThat(ask(JSON).retries()).isEqualTo(1);
    assertThat(ask(JSON).retries()).isEqualTo(1);
    assertThat(lane.structure()).isEqualTo(Structure.SCHEMA);
    assertThat(ask(JSON).retries()).isEqualTo(1);
    assertThat(lane.structure()).isEqualTo(Structure.OBJECT);
    assertThat(ask(JSON).retries()).isZero();
  }

  @Test
  void namesWhatIsWrongWithAStructuredAnswer() {
    server.otherwise(request -> Act.say("{\"reply\":1}"));

    assertThat(fails(JSON).reason())
        .isEqualTo("the answer of the endpoint 'test' lacks the field 'answer'");
  }

  @Test
  void letsQuestionsGoFirstAndBoundsWhoWaits() throws Exception {
    CountDownLatch hold = new CountDownLatch(1);
    List<String> order = new CopyOnWriteArrayList<>();
    server.otherwise(
        request -> {
          String body = request.body();
          order.add(body.replaceAll("(?s).*\"content\" ?: ?\"(\\w+)\".*", "$1"));
          await(hold);
          return Act.say("Jane");
        });
    Endpoint narrow = ModelFixture.with(endpoint, SystemRole.OWN, Thinking.OFF, 1);
    Lane single = ModelFixture.lane(narrow);

    List<CompletableFuture<Reply>> asked = new ArrayList<>();
    asked.add(start(single, "running", Urgency.BACKGROUND));
    until(() -> order.size() == 1);
    asked.add(start(single, "later", Urgency.BACKGROUND));
    until(() -> single.waiting() == 1);
    asked.add(start(single, "latest", Urgency.BACKGROUND));
    until(() -> single.waiting() == 2);
    asked.add(start(single, "question", Urgency.QUESTION));
    until(() -> single.waiting() == 3);
    RaghubException busy =
        catchThrowableOfType(
            RaghubException.class,
            () -> single.ask(FREE, Urgency.BACKGROUND, piece -> {}, usage -> {}));
    hold.countDown();
    for (CompletableFuture<Reply> reply : asked) {
      assertThat(reply.get().completion().text()).isEqualTo("Jane");
    }

    assertThat(busy.code()).isEqualTo(ErrorCode.MODEL_BUSY);
    assertThat(busy.reason()).contains("2 calls wait for it already");
    assertThat(order).containsExactly("running", "question", "later", "latest");
  }

  private static CompletableFuture<Reply> start(Lane lane, String word, Urgency urgency) {
    Prompt prompt = new Prompt("", word, Optional.empty(), 5);
    return CompletableFuture.supplyAsync(
        () -> lane.ask(prompt, urgency, piece -> {}, usage -> {}),
        task -> Thread.ofVirtual().start(task));
  }

  private static Prompt judged(Function<Completion, Verdict> judge) {
    return new Prompt(
        JSON.system(),
        JSON.user(),
        JSON.schema(),
        JSON.maxTokens(),
        (completion, schema) -> judge.apply(completion));
  }

  /// Refuses every way of asking for JSON but this one.
  private static Act takes(Recorded request, String format) {
    boolean asks = request.body().contains("response_format");
    boolean known = request.body().replace(" ", "").contains("\"type\":\"" + format + "\"");
    return asks && !known ? Act.refuse(400) : Act.say(ANSWER);
  }

  private Reply ask(Prompt prompt) {
    return lane.ask(prompt, Urgency.QUESTION, pieces::add, spent::add);
  }

  private RaghubException fails(Prompt prompt) {
    RaghubException failed = catchThrowableOfType(RaghubException.class, () -> ask(prompt));
    assertThat(failed).isNotNull();
    return failed;
  }

  private static void until(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      Thread.sleep(5);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }
}
