package dev.raghub.tier;

import dev.raghub.answer.Inquiry;
import dev.raghub.model.Endpoint;
import dev.raghub.model.Models;
import dev.raghub.model.Prompt;
import dev.raghub.model.Urgency;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.function.Consumer;

/// Asks without paying.
@ApplicationScoped
class DirectAnswers implements ModelAnswers {
  private final Models models;

  DirectAnswers(Models models) {
    this.models = models;
  }

  @Override
  public Paid ask(
      Workspace workspace,
      Inquiry inquiry,
      Endpoint endpoint,
      Prompt prompt,
      Consumer<String> pieces) {
    return new Paid(
        models.ask(endpoint, prompt, Urgency.QUESTION, pieces).completion(), BigDecimal.ZERO);
  }
}
