package dev.raghub.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raghub.Superuser;
import dev.raghub.TestWorkspaces;
import dev.raghub.document.Document;
import dev.raghub.graph.Graphs;
import dev.raghub.index.Indexes;
import dev.raghub.ingest.Preparation;
import dev.raghub.ingest.PushedDocuments;
import dev.raghub.merge.PostgresMerge;
import dev.raghub.workspace.PostgresWorkspaces;
import dev.raghub.workspace.Workspace;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;

/// A workspace whose texts a scripted model reads, and looks into it.
abstract class ReadWorkspace {
  static final String TEXT =
      "The old pier belongs to Blue Harbor and to nobody else, whatever is said about it in public. "
          + "It was built by Li Wei, who came from Ghent and went back there when it was done, never to be seen again. "
          + "Nobody has mended it since then, and it shows.";

  @Inject PostgresWorkspaces workspaces;
  @Inject PostgresMerge merge;
  @Inject Preparation preparation;
  @Inject ExtractionWorkers workers;
  @Inject Extractions extractions;
  @Inject ExtractionPolicy policy;
  @Inject PostgresExtractionStatus status;
  @Inject ScriptedModel model;
  @Inject PushedDocuments pushed;
  @Inject Indexes indexes;
  @Inject Graphs graphs;

  Workspace workspace;

  @BeforeEach
  void begin() {
    workspace = TestWorkspaces.fresh(workspaces, "reading");
    model.script(workspace, model::related);
  }

  /// What woken workers do, they do behind the test.
  void awaitNothingPending() {
    Instant patient = Instant.now().plusSeconds(30);
    while (status().pending() + status().running() > 0) {
      assertThat(Instant.now()).as("still pending").isBefore(patient);
      LockSupport.parkNanos(20_000_000);
    }
  }

  void makeDue() {
    Superuser.execute(
        "UPDATE extraction SET next_attempt_at = now() - interval '1 second' WHERE workspace = '%s'"
            .formatted(workspace.id()));
  }

  ExtractionStatus status() {
    return status.of(workspace, 100);
  }

  ReadTables tables() {
    return new ReadTables(workspace);
  }

  void put(Document... documents) {
    merge.merge(
        workspace,
        List.of(documents).stream().map(preparation::prepare).toList(),
        OptionalLong.empty());
  }

  static Document document(String key, String status, String text) {
    return new Document(
        "piers",
        key,
        "pier",
        "Pier",
        List.of(),
        List.of(),
        "- status: %s\n\n%s".formatted(status, text),
        List.of(),
        false);
  }
}
