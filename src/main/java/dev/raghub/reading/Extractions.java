package dev.raghub.reading;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.model.Completion;
import dev.raghub.model.Endpoint;
import dev.raghub.model.Prompt;
import dev.raghub.model.Reply;
import dev.raghub.model.TokenCounter;
import dev.raghub.model.TokenCounters;
import dev.raghub.observe.Observation;
import dev.raghub.observe.Observer;
import dev.raghub.reading.Claim.Attempt;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;

/// Reads one text after another: claim, ask, check, keep. Whatever happens to one text happens to
/// that text alone.
@ApplicationScoped
public class Extractions {
  /// What says nothing about the text: others would fare the same, so none is tried for a while.
  private static final Set<ErrorCode> NOT_ITS_FAULT =
      Set.of(
          ErrorCode.MODEL_UNREACHABLE,
          ErrorCode.MODEL_BUSY,
          ErrorCode.MODEL_CREDENTIALS_REFUSED,
          ErrorCode.BUDGET_EXCEEDED,
          ErrorCode.WORKSPACE_FROZEN);

  private final PostgresExtractionQueue queue;
  private final PostgresResults results;
  private final ExtractionPrompt prompts;
  private final ExtractionSettings settings;
  private final ModelCall model;
  private final Observer observer;
  private final TokenCounter tokens;
  private volatile boolean stopping;

  Extractions(
      PostgresExtractionQueue queue,
      PostgresResults results,
      ExtractionPrompt prompts,
      ExtractionSettings settings,
      ModelCall model,
      TokenCounters counters,
      Observer observer) {
    this.queue = queue;
    this.results = results;
    this.prompts = prompts;
    this.settings = settings;
    this.model = model;
    this.tokens = counters.of("openai");
    this.observer = observer;
  }

  /// How reading a text went on.
  enum Step {
    /// The text was read or has failed; there may be another.
    NEXT,
    /// The endpoint serves nobody now.
    HALT
  }

  Optional<Claim> claim(Workspace workspace, Endpoint endpoint) {
    return queue.claim(workspace, endpoint.model());
  }

  int retry(Workspace workspace, Endpoint endpoint) {
    return queue.retry(workspace, endpoint.model());
  }

  Step read(Workspace workspace, Endpoint endpoint, Claim claim) {
    Candidates candidates = Candidates.of(claim.excerpt());
    Prompt prompt =
        prompts.of(
            claim.excerpt(),
            candidates,
            Math.min(settings.maxOutputTokens(), endpoint.maxOutputTokens()));
    try {
      Reply reply = model.ask(workspace, endpoint, prompt);
      Completion completion = reply.completion();
      int sent = tokens.count(prompt.system()) + tokens.count(prompt.user());
      Checked checked = new CompletionCheck(claim.excerpt(), candidates).check(completion, sent);
      settle(workspace, claim, new Attempt(completion.text(), reply.spent()), checked);
      return Step.NEXT;
    } catch (RaghubException known) {
      return failed(workspace, claim, known.code());
    } catch (RuntimeException | Error unknown) {
      // An Error as well: the claim must not wait for its lease to end.
      observer.saw(new Observation.RequestFailed("extraction", unknown));
      return failed(workspace, claim, ErrorCode.INTERNAL);
    }
  }

  /// From now on a call that fails has been cut off by us.
  void stop() {
    stopping = true;
  }

  private void settle(Workspace workspace, Claim claim, Attempt attempt, Checked checked) {
    switch (checked) {
      case Checked.Sound sound -> {
        results.keep(workspace, claim, attempt, sound.facts());
        observer.saw(new Observation.TextRead(workspace.id().value(), "done"));
      }
      case Checked.Flawed flawed -> {
        queue.failed(workspace, claim, attempt, flawed.flaw().code());
        observer.saw(new Observation.TextRead(workspace.id().value(), flawed.flaw().code()));
      }
    }
  }

  private Step failed(Workspace workspace, Claim claim, ErrorCode code) {
    if (stopping) {
      queue.postponed(workspace, claim, "interrupted");
      return Step.HALT;
    }
    observer.saw(new Observation.TextRead(workspace.id().value(), code.code()));
    if (code == ErrorCode.DATABASE_UNAVAILABLE) {
      // Nothing can be recorded; the claim comes back when its lease ends.
      return Step.HALT;
    }
    if (NOT_ITS_FAULT.contains(code)) {
      queue.postponed(workspace, claim, code.code());
      return Step.HALT;
    }
    queue.failed(workspace, claim, Attempt.NONE, code.code());
    return Step.NEXT;
  }
}
