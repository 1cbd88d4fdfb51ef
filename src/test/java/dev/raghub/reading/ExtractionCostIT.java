package dev.raghub.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.raghub.GatewayServers;
import dev.raghub.TestPostgres;
import dev.raghub.TestWorkspaces;
import dev.raghub.document.Document;
import dev.raghub.document.RowDocuments;
import dev.raghub.eval.PostgresScript;
import dev.raghub.ingest.Preparation;
import dev.raghub.merge.PostgresMerge;
import dev.raghub.model.Prompt;
import dev.raghub.source.DatabaseAddress;
import dev.raghub.source.Mapping;
import dev.raghub.source.MappingYaml;
import dev.raghub.source.PostgresSource;
import dev.raghub.source.ReadRow;
import dev.raghub.source.SchemaDraft;
import dev.raghub.source.SourceMapping;
import dev.raghub.source.SourceRow;
import dev.raghub.workspace.PostgresWorkspaces;
import dev.raghub.workspace.Workspace;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What reading costs: calls and input tokens of the demo's workspaces and of Pagila (whose dump
/// lies beside the project, in `../shared/data/sql`), as a scripted model counts them. The table of
/// docs/extraction.md is this test's, in `target/extraction-cost.md`.
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
@TestProfile(ExtractionProfile.class)
class ExtractionCostIT {
  private static final Path PAGILA = Path.of("../shared/data/sql/pagila_neon.sql");
  private static final List<String> DEMO =
      List.of(
          "01-base",
          "02-api",
          "03-courses",
          "04-ops",
          "05-tickets",
          "06-comments",
          "07-articles",
          "08-articles",
          "09-changelog");
  private static final List<String> TABLE = new ArrayList<>();

  @Inject PostgresWorkspaces workspaces;
  @Inject PostgresMerge merge;
  @Inject Preparation preparation;
  @Inject ExtractionWorkers workers;
  @Inject PostgresExtractionStatus status;
  @Inject ScriptedModel model;

  @ParameterizedTest
  @ValueSource(strings = {"customer_facing", "internal_dev", "product_codex", "pagila"})
  void staysBelowAThousandInputTokensARowWithText(String name) throws IOException {
    List<Document> documents = name.equals("pagila") ? pagila() : demo(name);
    Workspace workspace = TestWorkspaces.fresh(workspaces, "cost");
    // A model that gives up nothing costs one call a text.
    model.script(workspace, prompt -> model.says(prompt, sound(prompt)));

    put(workspace, documents);
    int first = workers.drain(workspace);
    ExtractionStatus read = status.of(workspace, 10);
    put(workspace, documents);
    int second = workers.drain(workspace);
    List<Document> edited = edited(documents);
    put(workspace, edited);
    int third = workers.drain(workspace);

    List<Prompt> asked = model.asked(workspace);
    long rowsWithText = documents.stream().filter(this::isRead).count();
    TABLE.add(
        "| %s | %d | %d | %d | %d | %d | %d | %d | %d of %d |"
            .formatted(
                name,
                documents.size(),
                rowsWithText,
                first,
                read.promptTokens(),
                rowsWithText == 0 ? 0 : read.promptTokens() / rowsWithText,
                read.promptTokens() * 1_000 / Math.max(1, documents.size()),
                second,
                third,
                edited.size()));
    assertThat(second).isZero();
    assertThat(third).isEqualTo(edited.size());
    assertThat(read.failed()).isZero();
    assertThat(read.promptTokens()).isLessThanOrEqualTo(1_000 * rowsWithText);
    assertThat(asked).hasSize(first + third);
    assertThat(asked.stream().map(Prompt::system).distinct().count()).isLessThanOrEqualTo(1);
  }

  @AfterAll
  static void writeTable() throws IOException {
    Files.write(Path.of("target/extraction-cost.md"), TABLE);
  }

  private static String sound(Prompt prompt) {
    String known = "{\"facts\":[" + ScriptedModel.fact(1, "E1", "E2") + "]}";
    return prompt.user().contains("E2=") ? known : "{\"facts\":[]}";
  }

  private boolean isRead(Document document) {
    return !Excerpt.of(document.title(), preparation.prepare(document).chunks()).isEmpty();
  }

  /// Each twentieth of the rows that are read, with a word more at the end of its text.
  private List<Document> edited(List<Document> documents) {
    List<Document> read = documents.stream().filter(this::isRead).toList();
    List<Document> edited = new ArrayList<>();
    for (int i = 0; i < read.size(); i += 20) {
      Document old = read.get(i);
      edited.add(
          new Document(
              old.source(),
              old.key(),
              old.type(),
              old.title(),
              old.names(),
              old.facets(),
              old.body() + " Edited " + i + ".",
              old.links(),
              false));
    }
    return edited;
  }

  private void put(Workspace workspace, List<Document> documents) {
    for (int from = 0; from < documents.size(); from += 500) {
      merge.merge(
          workspace,
          documents.subList(from, Math.min(documents.size(), from + 500)).stream()
              .map(preparation::prepare)
              .toList(),
          OptionalLong.empty());
    }
  }

  private List<Document> pagila() throws IOException {
    assumeTrue(Files.exists(PAGILA), "needs " + PAGILA + ", which is not part of the repository");
    String url = TestPostgres.freshDatabase();
    PostgresScript.run(url, PAGILA);
    try (PostgresSource source = PostgresSource.connect(DatabaseAddress.of(url))) {
      Mapping mapping =
          SchemaDraft.draft(source.sampledCatalog(), "pagila", DatabaseAddress.of(url)).mapping();
      return documents(source, mapping);
    }
  }

  private List<Document> demo(String name) throws IOException {
    String url = TestPostgres.freshDatabase();
    PostgresScript.run(url, resource("demo/schema.sql"));
    for (String file : DEMO) {
      PostgresScript.run(url, resource("demo/data-" + file + ".sql"));
    }
    Mapping mapping = MappingYaml.read(Path.of("etl/demo", name + ".yaml"));
    try (PostgresSource source = PostgresSource.connect(DatabaseAddress.of(url))) {
      return documents(source, mapping);
    }
  }

  private static List<Document> documents(PostgresSource source, Mapping mapping) {
    List<Document> documents = new ArrayList<>();
    for (SourceMapping rows : mapping.sources()) {
      RowDocuments render = new RowDocuments(rows);
      source
          .reader(mapping)
          .read(rows, 500, read -> read.forEach(row -> add(documents, render, row)));
    }
    return documents;
  }

  private static void add(List<Document> documents, RowDocuments render, ReadRow row) {
    if (row instanceof SourceRow readable) {
      documents.add(render.document(readable));
    }
  }

  private static String resource(String name) throws IOException {
    try (InputStream file =
        Thread.currentThread().getContextClassLoader().getResourceAsStream(name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
