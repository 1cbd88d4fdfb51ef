package dev.raghub.route;

import dev.raghub.corpus.PostgresEmbeddings;
import dev.raghub.corpus.PostgresEmbeddings.Placed;
import dev.raghub.model.Embedder;
import dev.raghub.workspace.Rights;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/// Where the texts of each workspace lie: the mean vector of each source, of some hundred texts
/// together. Nothing is kept longer than the revision that it was computed at: what was changed or
/// erased has no part in it any more when the next question comes.
@ApplicationScoped
public class Centroids {
  private static final int SAMPLE = 512;

  /// Workspaces whose centroids are kept, those asked last; some ten kilobytes each.
  private static final int KEPT = 1_000;

  private final PostgresEmbeddings embeddings;
  private final Embedder embedder;
  private final Map<Reader, Kept> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Reader, Kept> eldest) {
          return size() > KEPT;
        }
      };

  Centroids(PostgresEmbeddings embeddings, Embedder embedder) {
    this.embeddings = embeddings;
    this.embedder = embedder;
  }

  /// Who may read the same of a workspace sees the same centroids.
  private record Reader(Workspace workspace, Rights rights) {}

  /// The workspace's centroids at this revision, each of length 1, of what may be read.
  List<float[]> of(Workspace workspace, long revision) {
    Kept held = kept(workspace);
    // Many questions at once after a change compute them once.
    held.turn.lock();
    try {
      if (held.revision != revision) {
        held.centroids = means(embeddings.some(workspace, embedder.fingerprint(), SAMPLE));
        held.revision = revision;
      }
      return held.centroids;
    } finally {
      held.turn.unlock();
    }
  }

  /// Forgets the workspace.
  public void erase(Workspace workspace) {
    synchronized (kept) {
      kept.keySet().removeIf(reader -> reader.workspace().equals(workspace));
    }
  }

  /// For how many workspaces anything is kept.
  int size() {
    synchronized (kept) {
      return kept.size();
    }
  }

  private Kept kept(Workspace workspace) {
    synchronized (kept) {
      return kept.computeIfAbsent(new Reader(workspace, workspace.rights()), key -> new Kept());
    }
  }

  private static final class Kept {
    private final ReentrantLock turn = new ReentrantLock();
    private long revision = -1;
    private List<float[]> centroids = List.of();
  }

  private List<float[]> means(List<Placed> placed) {
    Map<String, List<float[]>> bySource = new LinkedHashMap<>();
    placed.forEach(
        each ->
            bySource
                .computeIfAbsent(each.source(), source -> new ArrayList<>())
                .add(array(each.vector())));
    return bySource.values().stream()
        .map(vectors -> UnitVectors.normalised(UnitVectors.mean(vectors, embedder.dimensions())))
        .toList();
  }

  private static float[] array(List<Float> vector) {
    float[] values = new float[vector.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = vector.get(i);
    }
    return values;
  }
}
