package dev.raghub.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.raghub.rest.Client.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Starts ingests of one workspace and waits for their end.
public record Runs(Client client, String workspace) {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  public static Runs of(Client client, String workspace) {
    return new Runs(client, workspace);
  }

  /// Starts runs and gives them back when they have ended: one for each source, the embeddings
  /// last.
  public List<JsonNode> ingest(String request) {
    Answer started = start(request);
    if (started.status() != 202) {
      throw new IllegalStateException(started.everything());
    }
    List<JsonNode> ended = new ArrayList<>();
    for (JsonNode id : started.json().get("runs")) {
      ended.add(ended(id.asLong()));
    }
    return ended;
  }

  public Answer start(String request) {
    return client.post("/v1/admin/runs", Optional.of(workspace), request);
  }

  /// The reasons of the rows that were not taken in.
  public JsonNode failures(long run) {
    return client.get("/v1/admin/runs/" + run + "/failures", Optional.of(workspace)).json();
  }

  /// The run when it has ended.
  public JsonNode ended(long id) {
    Instant patient = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(patient)) {
      JsonNode run = client.get("/v1/admin/runs/" + id, Optional.of(workspace)).json();
      String state = run.path("state").asText();
      if (state.equalsIgnoreCase("finished") || state.equalsIgnoreCase("failed")) {
        return run;
      }
      pause();
    }
    throw new IllegalStateException("run " + id + " did not end in " + PATIENCE);
  }

  private static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }
}
