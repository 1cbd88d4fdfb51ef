package dev.raghub.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raghub.GatewayServers;
import dev.raghub.Superuser;
import dev.raghub.TestWorkspaces;
import dev.raghub.corpus.PostgresEmbeddings;
import dev.raghub.model.Embedder;
import dev.raghub.rest.Client;
import dev.raghub.rest.Client.Answer;
import dev.raghub.workspace.PostgresWorkspaces;
import dev.raghub.workspace.Workspace;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A gateway that starts with another embedder than the one that a workspace was embedded with.
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
class ReembeddingIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TestHTTPResource URI gateway;
  @Inject PostgresWorkspaces workspaces;
  @Inject PostgresEmbeddings embeddings;
  @Inject Embedder embedder;
  @Inject Reembedding reembedding;

  @Test
  void embedsAnewInTheBackgroundAndServesByWordsMeanwhile() {
    Workspace workspace = TestWorkspaces.fresh(workspaces, "reembedding");
    Client admin = Client.admin(gateway);
    for (int i = 0; i < 5; i++) {
      Answer pushed =
          admin.put(
              "/v1/documents/note-" + i,
              Optional.of(workspace.id().value()),
              Client.text(Map.of("title", "Note " + i, "text", "The pump of hall " + i + ".")));
      assertThat(pushed.status()).as(pushed.body()).isEqualTo(201);
    }
    Superuser.execute(
        "UPDATE embedding SET model = 'another' WHERE workspace = '" + workspace.id() + "'");

    Answer meanwhile = ask(admin, workspace);

    assertThat(meanwhile.json().at("/missedLegs/0/name").asText()).isEqualTo("dense");
    assertThat(meanwhile.json().get("answer").asText()).contains("hall 3");
    assertThat(embeddings.foreign(workspace, embedder.fingerprint())).isEqualTo(5);

    reembedding.begin(workspace);

    await(workspace);
    assertThat(ask(admin, workspace).json().get("missedLegs")).isEmpty();
    assertThat(
            Superuser.strings(
                "SELECT count(*)::text FROM embedding WHERE workspace = '" + workspace.id() + "'"))
        .containsExactly("10");
  }

  private static Answer ask(Client admin, Workspace workspace) {
    return admin.post(
        "/v1/query",
        Optional.of(workspace.id().value()),
        Client.text(Map.of("question", "Which pump is in hall 3?")));
  }

  private void await(Workspace workspace) {
    Instant end = Instant.now().plus(PATIENCE);
    while (embeddings.foreign(workspace, embedder.fingerprint()) > 0) {
      assertThat(Instant.now()).isBefore(end);
    }
  }
}
