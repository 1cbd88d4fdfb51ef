package dev.raghub.ingest;

import dev.raghub.corpus.PostgresEmbeddings;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.model.Embedder;
import dev.raghub.observe.Observation;
import dev.raghub.observe.Observer;
import dev.raghub.workspace.PostgresWorkspaces;
import dev.raghub.workspace.Workspace;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/// Embeds workspaces anew, in the background, that were embedded by another model: a gateway that
/// starts with another embedder serves them by words and graph until all their texts have a vector
/// of it. What is interrupted goes on at the next start; of several gateways one does it.
@ApplicationScoped
public class Reembedding {
  private final PostgresWorkspaces workspaces;
  private final PostgresEmbeddings embeddings;
  private final Embedder embedder;
  private final Jobs jobs;
  private final Observer observer;

  Reembedding(
      PostgresWorkspaces workspaces,
      PostgresEmbeddings embeddings,
      Embedder embedder,
      Jobs jobs,
      Observer observer) {
    this.workspaces = workspaces;
    this.embeddings = embeddings;
    this.embedder = embedder;
    this.jobs = jobs;
    this.observer = observer;
  }

  void begin(@Observes StartupEvent start) {
    Thread.startVirtualThread(
        () -> {
          try {
            workspaces.forUpkeep().forEach(this::begin);
          } catch (RuntimeException failed) {
            observer.saw(new Observation.BookkeepingFailed("all", "embeddings", failed));
          }
        });
  }

  /// One workspace that fails does not keep the others waiting.
  void begin(Workspace workspace) {
    try {
      if (embeddings.foreign(workspace, embedder.fingerprint()) > 0) {
        jobs.embed(workspace);
      }
    } catch (RaghubException busy) {
      // A frozen one is searched by its words until it is thawed.
      if (busy.code() != ErrorCode.SOURCE_BUSY && busy.code() != ErrorCode.WORKSPACE_FROZEN) {
        observer.saw(new Observation.BookkeepingFailed(workspace.id().value(), "embeddings", busy));
      }
    }
  }
}
