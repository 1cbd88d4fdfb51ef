package dev.raghub.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.raghub.embedded.PostgresServer;
import dev.raghub.eval.QuestionFile;
import dev.raghub.eval.SqlGold;
import dev.raghub.eval.SqlQuestion;
import dev.raghub.eval.SqlScores;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.source.DatabaseAddress;
import dev.raghub.source.PostgresSource;
import dev.raghub.source.SchemaDraft;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Measures retrieval over rows.
@Command(
    name = "sql",
    mixinStandardHelpOptions = true,
    description = {
      "Load Pagila, Chinook and Northwind from their dumps, ingest them by drafted mappings, ask questions whose gold rows",
      "come from SQL, and score what is found. A second run finds the databases loaded and the rows unchanged."
    })
final class EvalSqlCommand implements Callable<Integer> {
  private static final int CEILING = 800;
  private static final int LIMIT = 40;

  @Parameters(
      arity = "0..1",
      paramLabel = "DIR",
      description = "The folder of the dumps. Default: ${DEFAULT-VALUE}",
      defaultValue = "../shared/data/sql")
  private Path dumps = Path.of(".");

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description =
          "Data folder of the gateway that is started for this. Default: ${DEFAULT-VALUE}",
      defaultValue = ".raghub/eval")
  private Path data = Path.of(".raghub", "eval");

  @Option(
      names = "--schemas",
      split = ",",
      paramLabel = "NAME",
      description = "Default: ${DEFAULT-VALUE}",
      defaultValue = "pagila,chinook,northwind")
  private List<String> schemas = List.of();

  @Option(
      names = "--systems",
      split = ",",
      paramLabel = "NAME",
      description = "Default: ${DEFAULT-VALUE}",
      defaultValue = "bm25,fusion,graph")
  private List<String> systems = List.of();

  @Option(
      names = "--seed",
      description = "Which questions are drawn. Default: ${DEFAULT-VALUE}",
      defaultValue = "1")
  private long seed;

  @Option(
      names = "--per-template",
      paramLabel = "COUNT",
      description = "Questions of each kind. Default: ${DEFAULT-VALUE}",
      defaultValue = "" + SqlGold.PER_TEMPLATE)
  private int perTemplate;

  @Option(names = "--no-ingest", description = "The workspaces are filled already.")
  private boolean filled;

  @Option(
      names = "--questions",
      paramLabel = "FILE",
      description = "Also write the questions with what was found, as JSON lines.")
  private @Nullable Path questionFile;

  @Option(names = "--json", description = "Print JSON for machines.")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    PostgresKnownDatabases.require(dumps, schemas);
    Terminal terminal = Terminal.of(spec);
    DataFolder folder = new DataFolder(data);
    folder.create();
    System.setProperty("raghub.ingest.mappings", data.resolve("etl").toString());
    RunningGateway gateway = RunningGateway.quiet(folder);
    PostgresServer server = gateway.postgres().orElseThrow(EvalSqlCommand::needsEmbedded);
    System.setProperty("RAGHUB_SOURCE_USER", server.superuser());
    System.setProperty("RAGHUB_SOURCE_PASSWORD", server.password());
    GatewayClient client =
        new GatewayClient(
            gateway.url(), folder.adminKey().orElseThrow(EvalSqlCommand::needsEmbedded));
    PostgresKnownDatabases databases = new PostgresKnownDatabases(server, dumps);
    List<SqlQuestion> questions = new ArrayList<>();
    for (String schema : schemas) {
      DatabaseAddress address = databases.of(schema);
      if (!filled) {
        fill(client, terminal, schema, address);
      }
      questions.addAll(SqlGold.questions(address, schema, seed, perTemplate));
    }
    if (questionFile != null) {
      QuestionFile.write(questionFile, questions);
    }
    Map<String, SqlScores> scores = new LinkedHashMap<>();
    for (String system : systems) {
      scores.put(system, score(client, terminal, questions, system));
    }
    new EvalSqlReport(seed, questions.size(), scores).print(terminal, json);
    return 0;
  }

  private void fill(
      GatewayClient client, Terminal terminal, String schema, DatabaseAddress address) {
    try (PostgresSource database = PostgresSource.connect(address)) {
      Path mappings = data.resolve("etl");
      Files.createDirectories(mappings);
      Files.writeString(
          mappings.resolve(schema + ".yaml"),
          SchemaDraft.draft(database.sampledCatalog(), schema, address).yaml());
    } catch (IOException refused) {
      throw new RaghubException(
          ErrorCode.FOLDER_NOT_WRITABLE,
          "cannot write to " + data + "; name another with --data",
          refused);
    }
    IngestProgress progress = new IngestProgress(client, terminal, schema, !json);
    progress.ensureWorkspace();
    for (JsonNode run : progress.ingest(null, false)) {
      if (!run.path("state").asText().equals("FINISHED")) {
        throw new RaghubException(
            ErrorCode.INTERNAL,
            "the ingest of " + schema + " failed: " + run.path("error").asText());
      }
    }
  }

  private static SqlScores score(
      GatewayClient client, Terminal terminal, List<SqlQuestion> questions, String system) {
    SqlScores scores = new SqlScores();
    int done = 0;
    for (SqlQuestion question : questions) {
      terminal.redraw("%s: %d of %d".formatted(system, done++, questions.size()));
      ObjectNode request = GatewayClient.JSON.createObjectNode();
      request.put("question", question.question()).put("limit", LIMIT);
      request.put("ranking", system).put("maxTokens", CEILING);
      Optional<String> workspace = Optional.of(question.schema());
      JsonNode found = client.post("/v1/retrieve", workspace, request);
      String answer = system.equals("graph") ? answer(client, question) : "";
      scores.add(
          question,
          new SqlScores.Outcome(
              rows(found.path("passages")),
              rows(found.path("block").path("sources")),
              found.path("block").path("text").asText(),
              answer));
    }
    terminal.redraw("");
    return scores;
  }

  private static String answer(GatewayClient client, SqlQuestion question) {
    ObjectNode request = GatewayClient.JSON.createObjectNode();
    request.put("question", question.question());
    JsonNode answer = client.post("/v1/query", Optional.of(question.schema()), request);
    String text = answer.path("answer").asText();
    // What was declined to be computed is not found either.
    return answer.path("found").asBoolean() ? text : "Not found: " + text;
  }

  private static List<String> rows(JsonNode cited) {
    Set<String> rows = new LinkedHashSet<>();
    for (JsonNode each : cited) {
      JsonNode citation = each.path("citation");
      rows.add(citation.path("source").asText() + ":" + citation.path("key").asText());
    }
    return new ArrayList<>(rows);
  }

  private static RaghubException needsEmbedded() {
    return new RaghubException(
        ErrorCode.CONFIGURATION_INVALID,
        "this evaluation brings its own database: unset RAGHUB_DATABASE_URL and run it again");
  }
}
