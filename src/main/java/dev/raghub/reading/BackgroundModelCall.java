package dev.raghub.reading;

import dev.raghub.model.Endpoint;
import dev.raghub.model.Models;
import dev.raghub.model.Prompt;
import dev.raghub.model.Reply;
import dev.raghub.model.Urgency;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;

/// Behind whoever asks a question.
@ApplicationScoped
public class BackgroundModelCall implements ModelCall {
  private final Models models;

  BackgroundModelCall(Models models) {
    this.models = models;
  }

  @Override
  public Reply ask(Workspace workspace, Endpoint endpoint, Prompt prompt) {
    return models.ask(endpoint, prompt, Urgency.BACKGROUND, piece -> {});
  }
}
