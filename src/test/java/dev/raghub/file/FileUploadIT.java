package dev.raghub.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.raghub.GatewayServers;
import dev.raghub.merge.TableDump;
import dev.raghub.rest.Client;
import dev.raghub.rest.Client.Answer;
import dev.raghub.rest.Runs;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Files that are sent, and files of folders that are no text, through the API.
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
class FileUploadIT {
  private static final String DOCX =
      "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

  @TestHTTPResource URI gateway;

  private Client admin;
  private String workspace;

  @BeforeEach
  void makeAWorkspace() {
    admin = Client.admin(gateway);
    workspace = fresh();
  }

  private String fresh() {
    return admin.workspace("upload-" + UUID.randomUUID().toString().substring(0, 8));
  }

  @Test
  void findsWhatWasSentUntilItIsDeleted() {
    byte[] pdf = SampleFiles.pdf("Trains", "Zeppelins depart in Hall 7.", 2);

    assertThat(put("a.pdf", "application/pdf", pdf).status()).isEqualTo(201);
    assertThat(put("a.pdf", "application/pdf", pdf).json().path("outcome").asText())
        .isEqualTo("unchanged");
    assertThat(put("b", DOCX, SampleFiles.docx("Leave", "Sixteen weeks.")).status()).isEqualTo(201);
    assertThat(put("c", "text/html; charset=utf-8", text("<h1>Tea</h1><p>At five.")).status())
        .isEqualTo(201);
    assertThat(put("d", "text/markdown", text("# Coffee\n\nAt ten.")).status()).isEqualTo(201);
    assertThat(found("Where do zeppelins depart?")).startsWith("a.pdf");
    assertThat(get("c").path("title").asText()).isEqualTo("Tea");

    admin.delete("/v1/documents/a.pdf", Optional.of(workspace));
    assertThat(found("Where do zeppelins depart?")).doesNotContain("a.pdf");
  }

  @Test
  void refusesBombsAndBrokenFilesAndTakesTheNext() {
    byte[] pdf = SampleFiles.pdf("Trains", "Hall 7.", 2);

    assertThat(put("a", "application/pdf", Arrays.copyOf(pdf, 40)).code())
        .isEqualTo("file-unreadable");
    assertThat(put("a", DOCX, SampleFiles.xmlBomb()).code()).isEqualTo("file-unreadable");
    assertThat(put("a", DOCX, SampleFiles.zipBomb(2_000)).code()).startsWith("file-");
    assertThat(put("a", "text/plain", new byte[] {(byte) 0xff}).code())
        .isEqualTo("file-unreadable");
    assertThat(put("a", "text/plain", new byte[20_971_521]).status()).isEqualTo(413);
    assertThat(put("a", "image/png", pdf).code()).isEqualTo("unsupported-media-type");
    assertThat(put("a", "application/pdf", pdf).status()).isEqualTo(201);
  }

  @Test
  void holdsOtherBodiesToFourMegabytes() {
    String body = "{\"title\": \"a\", \"text\": \"%s\"}".formatted("a".repeat(4 * 1024 * 1024));

    assertThat(admin.put("/v1/documents/a", Optional.of(workspace), body).code())
        .isEqualTo("body-too-large");
  }

  @Test
  void refusesKeysWithoutTheRoleOrOfAnotherWorkspace() {
    Client reader = admin.withKey(List.of("query"), workspace);
    Client stranger = admin.withKey(List.of("ingest"), fresh());

    assertThat(put(reader, "a", "text/plain", text("Tea.")).code()).isEqualTo("forbidden");
    assertThat(put(stranger, "a", "text/plain", text("Tea.")).code())
        .isEqualTo("workspace-not-found");
    assertThat(put(admin.withoutKey(), "a", "text/plain", text("Tea.")).code())
        .isEqualTo("not-authenticated");
  }

  @Test
  void readsFoldersOfEveryKindAndEndsAsAFreshBuild() throws IOException {
    FilesSource files = FilesSource.of(workspace, "");
    files.write("a.pdf", SampleFiles.pdf("Trains", "Zeppelins depart in Hall 7.", 2));
    files.write("b.docx", SampleFiles.docx("Leave", "Sixteen weeks."));
    files.write("c.html", "<h1>Tea</h1><p>At five.");
    files.write("bomb.docx", SampleFiles.zipBomb(500));
    Runs runs = Runs.of(admin, workspace);

    JsonNode first = runs.ingest("{}").getFirst();
    files.write("b.docx", SampleFiles.docx("Leave", "Twenty weeks."));
    Files.move(files.folder().resolve("a.pdf"), files.folder().resolve("d.pdf"));
    Files.delete(files.folder().resolve("c.html"));
    JsonNode second = runs.ingest("{}").getFirst();

    assertThat(first.at("/counts/created").asInt()).as(first.toString()).isEqualTo(3);
    assertThat(first.at("/counts/failed").asInt()).isEqualTo(1);
    assertThat(second.at("/counts/deleted").asInt()).as(second.toString()).isEqualTo(2);
    FilesSource again = files.again(fresh(), "");
    Runs.of(admin, again.workspace()).ingest("{}");
    assertThat(TableDump.of(workspace)).isEqualTo(TableDump.of(again.workspace())).isNotEmpty();
    Files.delete(again.mapping());
    Files.delete(files.mapping());
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private Answer put(String key, String type, byte[] file) {
    return put(admin, key, type, file);
  }

  private Answer put(Client client, String key, String type, byte[] file) {
    return client.send(
        client
            .request("/v1/files/" + key)
            .header("X-Workspace", workspace)
            .header("Content-Type", type)
            .PUT(BodyPublishers.ofByteArray(file))
            .build());
  }

  private JsonNode get(String key) {
    return admin.get("/v1/documents/" + key, Optional.of(workspace)).json();
  }

  private List<String> found(String question) {
    return admin
        .post(
            "/v1/retrieve",
            Optional.of(workspace),
            "{\"question\": %s}".formatted(Client.text(question)))
        .json()
        .path("passages")
        .findValuesAsText("key");
  }
}
