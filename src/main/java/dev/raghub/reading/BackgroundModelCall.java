package dev.raghub.reading;

import dev.raghub.model.Endpoint;
import dev.raghub.model.Prompt;
import dev.raghub.model.Reply;
import dev.raghub.model.Urgency;
import dev.raghub.spend.Call;
import dev.raghub.spend.CallIds;
import dev.raghub.spend.PaidReply;
import dev.raghub.spend.Spending;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/// Behind whoever asks a question, and within the workspace's budget.
@ApplicationScoped
public class BackgroundModelCall implements ModelCall {
  private final Spending spending;
  private final CallIds ids;

  BackgroundModelCall(Spending spending, CallIds ids) {
    this.spending = spending;
    this.ids = ids;
  }

  @Override
  public Reply ask(Workspace workspace, Endpoint endpoint, Prompt prompt) {
    Call call =
        new Call("extraction-" + ids.next(), Optional.empty(), "extraction", Urgency.BACKGROUND);
    PaidReply paid = spending.call(workspace, call, endpoint, prompt, piece -> {});
    return new Reply(paid.completion(), paid.retries(), paid.spent());
  }
}
