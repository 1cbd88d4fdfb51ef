package dev.raghub.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raghub.GatewayServers;
import dev.raghub.Superuser;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.model.Completion.Finish;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// How texts wait for their turn, fail, and are taken over.
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
@TestProfile(ExtractionProfile.class)
class ExtractionQueueIT extends ReadWorkspace {
  @Test
  void triesAFlawedTextAgainOnceThenBacksOff() {
    model.script(workspace, prompt -> model.says(prompt, "{\"facts\": []}"));
    put(document("1", "open", TEXT));

    assertThat(workers.drain(workspace)).isEqualTo(2);
    assertThat(workers.drain(workspace)).isZero();
    assertThat(status().failures())
        .singleElement()
        .satisfies(
            failure -> {
              assertThat(failure.document()).isEqualTo("piers:1");
              assertThat(failure.code()).isEqualTo("empty");
              assertThat(failure.attempts()).isEqualTo(2);
            });
    assertThat(minutesToNext()).isEqualTo("1");

    assertThat(List.of(laterMinutes(), laterMinutes())).containsExactly("60", "1440");
    makeDue();
    workers.drain(workspace);
    assertThat(status().failures().getFirst().nextAttemptAt()).isEmpty();
    assertThat(status().calls()).isEqualTo(5);

    model.script(workspace, model::related);
    assertThat(workers.retry(workspace)).isEqualTo(1);
    awaitNothingPending();
    assertThat(tables().relations()).hasSize(1);
    assertThat(status().failures()).isEmpty();
  }

  @Test
  void letsOneBadTextFailAlone() {
    model.script(
        workspace,
        prompt -> {
          if (prompt.user().contains("Bruges")) {
            throw new IllegalStateException("scripted");
          }
          return prompt.user().contains("Aalst")
              ? model.says(prompt, ScriptedModel.facts(prompt), Finish.LENGTH, 500)
              : model.related(prompt);
        });
    put(
        document("1", "open", TEXT.replace("Ghent", "Bruges")),
        document("2", "open", TEXT),
        document("3", "open", TEXT.replace("Ghent", "Aalst")));

    workers.drain(workspace);

    assertThat(tables().relations()).containsExactly("li wei part of ghent 2 model");
    assertThat(status().failures())
        .extracting(ExtractionStatus.Failure::code)
        .containsExactlyInAnyOrder("internal", "cut-off");
  }

  @Test
  void postponesAllWhereTheEndpointServesNobody() {
    model.script(
        workspace,
        prompt -> {
          throw new RaghubException(ErrorCode.MODEL_UNREACHABLE, "scripted");
        });
    for (int i = 0; i < 20; i++) {
      put(document("" + i, "open", TEXT + " Number " + i + " of many."));
    }

    // One call for each that may be under way, and no attempt is given up.
    assertThat(workers.drain(workspace)).isBetween(1, 3);
    assertThat(status().calls()).isZero();
    assertThat(status().pending()).isEqualTo(20);

    model.script(workspace, model::related);
    makeDue();
    assertThat(workers.drain(workspace)).isEqualTo(20);
  }

  @Test
  void takesOverWhatAKilledGatewayLeft() {
    put(document("1", "open", TEXT));
    var endpoint = policy.endpoint().orElseThrow();
    Claim lost = extractions.claim(workspace, endpoint).orElseThrow();
    assertThat(extractions.claim(workspace, endpoint)).isEmpty();

    makeDue();
    assertThat(workers.drain(workspace)).isEqualTo(1);
    assertThat(status().done()).isEqualTo(1);

    // Not killed after all: what comes late changes nothing.
    model.script(workspace, prompt -> model.says(prompt, "{}"));
    extractions.read(workspace, endpoint, lost);
    assertThat(status().done()).isEqualTo(1);
    assertThat(status().calls()).isEqualTo(2);
  }

  @Test
  void keepsNothingReadInATextThatWasReplacedMeanwhile() {
    put(document("1", "open", TEXT));
    var endpoint = policy.endpoint().orElseThrow();
    Claim begun = extractions.claim(workspace, endpoint).orElseThrow();
    put(document("1", "open", TEXT.replace("Ghent", "Bruges")));

    extractions.read(workspace, endpoint, begun);

    assertThat(tables().relations()).isEmpty();
    assertThat(status().pending()).isEqualTo(1);
  }

  @Test
  void sharesTheWorkWithoutReadingATextTwice() throws InterruptedException {
    for (int i = 0; i < 30; i++) {
      put(document("" + i, "open", TEXT + " Number " + i + " of many."));
    }
    AtomicInteger made = new AtomicInteger();
    List<Thread> replicas =
        java.util.stream.IntStream.range(0, 4)
            .mapToObj(
                any -> Thread.ofVirtual().start(() -> made.addAndGet(workers.drain(workspace))))
            .toList();
    for (Thread replica : replicas) {
      replica.join();
    }

    assertThat(made).hasValue(30);
    assertThat(model.asked(workspace)).hasSize(30).doesNotHaveDuplicates();
    assertThat(status().done()).isEqualTo(30);
  }

  private String laterMinutes() {
    makeDue();
    workers.drain(workspace);
    return minutesToNext();
  }

  private String minutesToNext() {
    return Superuser.strings(
            "SELECT round(extract(epoch FROM next_attempt_at - changed_at) / 60)::text FROM extraction WHERE workspace = ?",
            workspace.id().value())
        .getFirst();
  }
}
