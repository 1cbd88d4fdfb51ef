package dev.raghub.tier;

import dev.raghub.analysis.LuceneAnalysis;
import dev.raghub.answer.Block;
import dev.raghub.answer.Inquiry;
import dev.raghub.answer.ModelCall;
import dev.raghub.answer.Verification;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.model.Completion;
import dev.raghub.model.Endpoint;
import dev.raghub.model.Prompt;
import dev.raghub.model.TokenUsage;
import dev.raghub.model.Urgency;
import dev.raghub.spend.Call;
import dev.raghub.spend.PaidReply;
import dev.raghub.spend.Spending;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/// Has models write answers to questions from context blocks, and checks what they wrote. A model
/// is sent the block and the question, nothing else.
@ApplicationScoped
public class Drafts {
  private static final String NOT_FOUND = "not found";

  private final Spending spending;
  private final LuceneAnalysis analysis = new LuceneAnalysis();
  private final String system = Prompt.resource("prompts/answer-1-system.txt");
  private final String user = Prompt.resource("prompts/answer-1-user.txt");

  Drafts(Spending spending) {
    this.spending = spending;
  }

  /// What models are told, to tell answers apart that were made under other prompts.
  public String prompts() {
    return system + user;
  }

  /// What a model makes of a question and a block.
  Draft write(
      Workspace workspace, Inquiry inquiry, Rung rung, Block block, Consumer<String> pieces) {
    String question = inquiry.question().text();
    Endpoint endpoint = rung.endpoint();
    try {
      PaidReply paid =
          spending.call(
              workspace, call(inquiry), endpoint, prompt(question, block, endpoint), pieces);
      return read(paid, rung, new DraftCheck(analysis, block, question));
    } catch (RaghubException failed) {
      if (!isOfModels(failed.code())) {
        throw failed;
      }
      return new Draft.Failed(
          call(rung, TokenUsage.UNKNOWN, BigDecimal.ZERO, failed.code().code()));
    }
  }

  private static Call call(Inquiry inquiry) {
    Optional<String> key = Optional.of(inquiry.key()).filter(id -> !id.isEmpty());
    return new Call(inquiry.request(), key, "answer", Urgency.QUESTION);
  }

  private Prompt prompt(String question, Block block, Endpoint endpoint) {
    // Nothing is looked for in what is filled in: a block may hold the text "{question}".
    int at = user.indexOf("{block}");
    String head = user.substring(0, at);
    String tail = user.substring(at + "{block}".length()).replace("{question}", question);
    return new Prompt(
        system, head + block.text() + tail, Optional.empty(), endpoint.maxOutputTokens());
  }

  private static Draft read(PaidReply paid, Rung rung, DraftCheck check) {
    Completion completion = paid.completion();
    String text = completion.text().strip();
    if (text.isEmpty() || completion.finish() == Completion.Finish.LENGTH) {
      return new Draft.Failed(
          call(rung, paid.spent(), paid.cost().dollars(), ErrorCode.MODEL_MALFORMED.code()));
    }
    if (text.toLowerCase(Locale.ROOT).replaceAll("[^a-z ]", "").strip().startsWith(NOT_FOUND)) {
      return new Draft.NotFound(call(rung, paid.spent(), paid.cost().dollars(), "not-found"));
    }
    Verification verification = check.check(text);
    String outcome = verification.verified() ? Draft.ANSWERED : "unverified";
    return new Draft.Written(
        text, verification, call(rung, paid.spent(), paid.cost().dollars(), outcome));
  }

  private static boolean isOfModels(ErrorCode code) {
    return switch (code) {
      case MODEL_UNREACHABLE,
          MODEL_BROKEN_OFF,
          MODEL_TIMEOUT,
          MODEL_BUSY,
          MODEL_CREDENTIALS_REFUSED,
          MODEL_REFUSED,
          MODEL_MALFORMED,
          BUDGET_EXCEEDED ->
          true;
      default -> false;
    };
  }

  private static ModelCall call(Rung rung, TokenUsage usage, BigDecimal cost, String outcome) {
    return new ModelCall(
        rung.tier().label(),
        rung.endpoint().name(),
        rung.endpoint().model(),
        usage.prompt(),
        usage.completion(),
        cost,
        outcome);
  }
}
