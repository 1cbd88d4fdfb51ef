package dev.raghub.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.raghub.GatewayServers;
import dev.raghub.merge.TableDump;
import dev.raghub.rest.Client;
import dev.raghub.rest.Runs;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A folder of markdown as a source, through the API that operators use.
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
class FolderIT {
  @TestHTTPResource URI gateway;

  private Client admin;
  private String workspace;
  private FilesSource files;
  private Runs runs;

  @BeforeEach
  void makeAFolderOfSomeFiles() {
    admin = Client.admin(gateway);
    workspace = fresh();
    runs = Runs.of(admin, workspace);
    files = FilesSource.of(workspace, "");
    files.write("leave.md", "# Parental leave\n\nParents have sixteen weeks of leave.\n");
    files.write(
        "travel/trains.md", "---\ntitle: Travel by train\n---\nTrains are booked in Hall 7.");
    files.write("travel/plans/old.txt", "The zeppelin departs at noon.");
  }

  private String fresh() {
    return admin.workspace("files-" + UUID.randomUUID().toString().substring(0, 8));
  }

  @AfterEach
  void takeTheMappingAway() throws IOException {
    Files.deleteIfExists(files.mapping());
  }

  @Test
  void takesFilesInAndFindsThemByWhatTheySay() {
    JsonNode first = runs.ingest("{}").getFirst();
    JsonNode second = runs.ingest("{}").getFirst();

    assertThat(first.path("counts").path("created").asInt()).as(first.toString()).isEqualTo(3);
    assertThat(second.path("counts").path("unchanged").asInt()).isEqualTo(3);
    assertThat(found("How many weeks of leave do parents have?")).startsWith("leave.md");
    assertThat(document("leave.md").path("title").asText()).isEqualTo("Parental leave");
    assertThat(document("travel/trains.md").path("title").asText()).isEqualTo("Travel by train");
    assertThat(document("travel/plans/old.txt").path("title").asText()).isEqualTo("old");
  }

  @Test
  void endsAsAFreshBuildAfterEditsRenamesAndDeletes() throws IOException {
    runs.ingest("{}");
    files.write("leave.md", "# Parental leave\n\nParents have twenty weeks of leave.\n");
    Files.move(
        files.folder().resolve("travel/trains.md"), files.folder().resolve("travel/rail, new.md"));
    Files.delete(files.folder().resolve("travel/plans/old.txt"));
    files.write("u\u0308ber.md", "# About\n\nWe make kettles.");

    JsonNode run = runs.ingest("{}").getFirst();

    assertThat(run.path("counts").path("created").asInt()).as(run.toString()).isEqualTo(2);
    assertThat(run.path("counts").path("changed").asInt()).isEqualTo(1);
    assertThat(run.path("counts").path("deleted").asInt()).isEqualTo(2);
    assertThat(document("\u00fcber.md").path("title").asText()).isEqualTo("About");
    FilesSource again = files.again(fresh(), "");
    try {
      Runs.of(admin, again.workspace()).ingest("{}");
      assertThat(TableDump.of(workspace)).isEqualTo(TableDump.of(again.workspace())).isNotEmpty();
    } finally {
      Files.delete(again.mapping());
    }
  }

  @Test
  void saysWhatARunWouldDo() throws IOException {
    runs.ingest("{}");
    Files.delete(files.folder().resolve("leave.md"));
    files.write("new.md", "# New");

    JsonNode dry = runs.start("{\"dryRun\": true}").json().at("/sources/0");

    assertThat(dry.at("/created/first/0").asText()).as(dry.toString()).isEqualTo("new.md");
    assertThat(dry.at("/deleted/first/0").asText()).isEqualTo("leave.md");
  }

  @Test
  void takesNothingOutWhereTheFolderIsGone() throws IOException {
    runs.ingest("{}");
    Path away = files.folder().resolveSibling(workspace + "-away");
    Files.move(files.folder(), away);

    JsonNode run = runs.ingest("{}").getFirst();

    assertThat(run.path("errorCode").asText()).as(run.toString()).isEqualTo("source-unreachable");
    assertThat(document("leave.md").path("title").asText()).isEqualTo("Parental leave");
  }

  @Test
  void stopsAtTheDeletionGuardWhereTheFolderIsEmptied() throws IOException {
    for (int at = 0; at < 30; at++) {
      files.write("note-%d.md".formatted(at), "# Note %d\n\nThe note of day %d.".formatted(at, at));
    }
    runs.ingest("{}");
    for (int at = 0; at < 15; at++) {
      Files.delete(files.folder().resolve("note-%d.md".formatted(at)));
    }

    JsonNode stopped = runs.ingest("{}").getFirst();
    JsonNode allowed = runs.ingest("{\"allowDeletes\": true}").getFirst();

    assertThat(stopped.path("errorCode").asText()).isEqualTo("deletion-guard");
    assertThat(allowed.path("counts").path("deleted").asInt()).isEqualTo(15);
  }

  @Test
  void followsNoLinkOutOfTheFolder() throws IOException {
    Path secret = Files.writeString(outside("secret.md"), "# Secret\n\nThe safe is 4711.");
    Files.createSymbolicLink(files.folder().resolve("link.md"), secret);
    Files.createSymbolicLink(files.folder().resolve("linked"), secret.getParent());

    JsonNode run = runs.ingest("{}").getFirst();

    assertThat(run.path("counts").path("created").asInt()).as(run.toString()).isEqualTo(3);
    assertThat(runs.failures(run.path("id").asLong()).toString())
        .contains("link.md", "file-unreadable");
    assertThat(found("safe 4711")).doesNotContain("link.md", "linked/secret.md");
  }

  @Test
  void refusesAFolderThatIsALinkOutOfTheRoot() throws IOException {
    Path secret = Files.writeString(outside("secret.md"), "# Secret");
    Files.createSymbolicLink(FilesSource.root().resolve(workspace + "-out"), secret.getParent());
    files.map(workspace + "-out", "");

    JsonNode run = runs.ingest("{}").getFirst();

    assertThat(run.path("errorCode").asText()).as(run.toString()).isEqualTo("mapping-invalid");
    assertThat(run.path("error").asText()).contains("leads out of raghub.files.root");
  }

  @Test
  void refusesAFolderWithDotsOutOfTheRoot() {
    files.map("../etl", "");

    assertThat(runs.start("{}").everything()).contains("mapping-invalid", "without ..");
  }

  @Test
  void showsLabelledFilesOnlyToWhoHoldsTheLabel() {
    files.map(workspace, "labels: [hr]\n");
    runs.ingest("{}");

    assertThat(found(reader("hr"), "weeks of leave")).contains("leave.md");
    assertThat(found(reader("legal"), "weeks of leave")).isEmpty();
  }

  @Test
  void readsOnlyWhatIsIncludedAndNotExcluded() {
    files.write(".hidden/note.md", "# Hidden");
    files.map(workspace, "include: [\"**/*.md\"]\nexclude: [\"travel/**\"]\n");

    JsonNode run = runs.ingest("{}").getFirst();

    assertThat(run.path("counts").path("read").asInt()).as(run.toString()).isEqualTo(1);
  }

  @Test
  void reportsFilesThatAreNoTextAndGoesOn() {
    files.write("broken.md", new byte[] {(byte) 0xff, 0, 1});
    files.write("image.png", new byte[] {1, 2, 3});
    files.map(workspace, "include: [\"**\"]\n");

    JsonNode run = runs.ingest("{}").getFirst();

    assertThat(run.path("counts").path("created").asInt()).as(run.toString()).isEqualTo(3);
    assertThat(runs.failures(run.path("id").asLong()).toString())
        .contains("file-unreadable", "unsupported-media-type");
  }

  private Client reader(String label) {
    String wanted =
        Client.text(
            Map.of(
                "name", "reader",
                "roles", List.of("query"),
                "workspaces", List.of(workspace),
                "labels", List.of(label)));
    String key = admin.post("/v1/admin/keys", Optional.empty(), wanted).json().path("key").asText();
    return new Client(gateway, key);
  }

  private Path outside(String name) throws IOException {
    return Files.createDirectories(FilesSource.root().resolveSibling("outside-" + workspace))
        .resolve(name);
  }

  private JsonNode document(String key) {
    return admin
        .get(
            "/v1/documents/%s?source=handbook"
                .formatted(key.replace("/", "%2F").replace(" ", "%20").replace("\u00fc", "%C3%BC")),
            Optional.of(workspace))
        .json();
  }

  private List<String> found(String question) {
    return found(admin, question);
  }

  private List<String> found(Client client, String question) {
    JsonNode passages =
        client
            .post(
                "/v1/retrieve",
                Optional.of(workspace),
                "{\"question\": %s}".formatted(Client.text(question)))
            .json()
            .path("passages");
    return passages.findValuesAsText("key");
  }
}
