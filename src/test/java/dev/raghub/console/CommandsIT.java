package dev.raghub.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.raghub.GatewayServers;
import dev.raghub.rest.Client;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Commands as a person types them, against a real gateway.
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
class CommandsIT {
  @TestHTTPResource URI gateway;
  @TempDir Path folder;

  private Client admin;
  private String workspace = "";

  @BeforeEach
  void fillAWorkspace() {
    admin = Client.admin(gateway);
    workspace = admin.workspace("typed-" + UUID.randomUUID().toString().substring(0, 8));
    put("blom", "Ida Blom", "Ida Blom leads the team in Ghent. She met Noor Haddad there.");
    put("haddad", "Noor Haddad", "Noor Haddad works for Ida Blom in the harbour.");
  }

  @Test
  void erasesADocumentAndShowsTheProof() {
    Ended erased = typed("erase", "-w", workspace, "blom");

    assertThat(erased.status()).as(erased.all()).isZero();
    assertThat(erased.out())
        .contains("table  source_item")
        .contains("erased, nothing is left: erasure ");
    assertThat(admin.get("/v1/documents/blom", Optional.of(workspace)).status()).isEqualTo(404);
    Ended again = typed("erase", "-w", workspace, "blom");
    assertThat(again.status()).isEqualTo(2);
    assertThat(again.err()).contains("(not-found)");
    JsonNode proof = json(typed("erase", "-w", workspace, "haddad", "--json"));
    assertThat(proof.at("/proof/clean").asBoolean()).isTrue();
  }

  @Test
  void sendsFilesAndSaysWhichWereRefused() throws IOException {
    Path text = Files.writeString(folder.resolve("Leave & more.md"), "# Leave\n\nTwenty days.");
    Path broken = Files.writeString(folder.resolve("broken.pdf"), "no PDF");

    Ended sent = typed("files", "put", "-w", workspace, text.toString(), broken.toString());

    assertThat(sent.status()).as(sent.all()).isEqualTo(1);
    assertThat(sent.out())
        .contains("created   Leave & more.md, version 1")
        .contains("refused ")
        .contains("(file-unreadable)");
    JsonNode again = json(typed("files", "put", "-w", workspace, "--json", text.toString()));
    assertThat(again.at("/0/outcome").asText()).isEqualTo("unchanged");
    Ended erased = typed("erase", "-w", workspace, "Leave & more.md");
    assertThat(erased.out()).contains("erased, nothing is left: erasure ");
    Ended none = typed("files", "put", "-w", workspace, folder.resolve("none.md").toString());
    assertThat(none.status()).isEqualTo(2);
    assertThat(none.err()).contains("(file-unreadable)");
    Ended other = typed("files", "put", "-w", workspace, folder.resolve("a.exe").toString());
    assertThat(other.err()).contains("(unsupported-media-type)");
  }

  @Test
  void listsAnnouncements() {
    assertThat(typed("announcements", "-w", workspace).out()).contains("no subscriber");
    assertThat(json(typed("announcements", "-w", workspace, "--json"))).isEmpty();
  }

  @Test
  void looksAtTheGraph() {
    assertThat(graph("search", "Noor Haddad").out()).contains("Noor Haddad");
    assertThat(graph("show", "Ida Blom").out()).contains("ida blom").contains("documents:blom");
    assertThat(graph("evidence", "Ida Blom").out()).contains("leads the team");
    assertThat(graph("aliases", "Ida Blom").out()).contains("documents:blom");
    assertThat(graph("neighbours", "Ida Blom").out()).contains("Noor Haddad");
    assertThat(graph("paths", "Ida Blom", "Noor Haddad").out()).contains("Noor Haddad");
    assertThat(graph("components").status()).isZero();
    assertThat(graph("degrees").status()).isZero();
    assertThat(graph("centrality").out()).contains("Ida Blom");
    assertThat(graph("suggestions").status()).isZero();
    assertThat(json(graph("search", "Noor Haddad", "--json")).path("entities")).isNotEmpty();
  }

  @Test
  void mergesAndTakesItBack() {
    assertThat(graph("merge", "Noor Haddad", "Ida Blom").status()).isZero();
    JsonNode merges = json(graph("merges", "--json"));
    assertThat(merges).hasSize(1);

    assertThat(graph("unmerge", merges.at("/0/id").asText()).status()).isZero();

    assertThat(json(graph("merges", "--json"))).isEmpty();
    Ended unknown = graph("show", "Nobody Knows");
    assertThat(unknown.status()).isEqualTo(2);
    assertThat(unknown.err()).contains("(entity-not-found)");
  }

  @Test
  void describesAWorkspaceWithAllThatTheCallerMaySee() {
    Ended described = typed("workspace", "describe", workspace);

    assertThat(described.status()).as(described.all()).isZero();
    assertThat(described.out())
        .containsPattern("documents +2\n")
        .containsPattern("revision +[1-9]")
        .containsPattern("luceneBytes +[0-9]")
        .containsPattern("tables +table source_item, rows 2")
        .contains("policy ");
    JsonNode json = json(typed("workspace", "describe", workspace, "--json"));
    assertThat(json.path("documents").asInt()).isEqualTo(2);
    assertThat(json.path("tables")).isNotEmpty();
    assertThat(json.at("/policy/maxTokens").asInt()).isPositive();
    Client asking = admin.withKey(List.of("query"), workspace);
    Ended less = typedBy(asking, "workspace", "describe", workspace);
    assertThat(less.status()).as(less.all()).isZero();
    assertThat(less.out()).containsPattern("documents +2\n").doesNotContain("luceneBytes");
  }

  @Test
  void listsKeysByAllPages() {
    admin.withKey(List.of("query"), workspace);

    Ended listed = typed("key", "list", "--json");

    assertThat(json(listed).findValuesAsText("id"))
        .contains(admin.key().substring(0, "rh_".length() + 12))
        .doesNotHaveDuplicates();
  }

  private Ended graph(String... words) {
    return typed(
        Stream.of(Stream.of("graph", words[0], "-w", workspace), Stream.of(words).skip(1))
            .flatMap(each -> each)
            .toArray(String[]::new));
  }

  private Ended typed(String... words) {
    return typedBy(admin, words);
  }

  private Ended typedBy(Client caller, String... words) {
    return Ended.of(
        Stream.concat(
                Stream.of(words), Stream.of("--url", gateway.toString(), "--key", caller.key()))
            .toArray(String[]::new));
  }

  private static JsonNode json(Ended ended) {
    assertThat(ended.status()).as(ended.all()).isZero();
    try {
      return Client.JSON.readTree(ended.out());
    } catch (IOException none) {
      throw new IllegalStateException(ended.all(), none);
    }
  }

  private void put(String key, String title, String text) {
    String document = Client.text(Map.of("title", title, "text", text));
    assertThat(admin.put("/v1/documents/" + key, Optional.of(workspace), document).status())
        .isEqualTo(201);
  }
}
