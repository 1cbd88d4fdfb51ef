package dev.raghub.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.raghub.GatewayServers;
import dev.raghub.rest.Client.Answer;
import dev.raghub.rest.IsolationCallers.Asker;
import dev.raghub.rest.IsolationFindings.Seen;
import dev.raghub.rest.IsolationWorld.Set;
import dev.raghub.rest.IsolationWorld.Space;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/// Two tenants with two workspaces each, in each of them rows for everybody and for two labels, the
/// same keys everywhere; every operation of the live OpenAPI document and every tool of the MCP
/// server; and one question: does anything ever reach who may not read it? An operation that
/// [Operation] does not know fails the test, and so does a tool that [IsolationTools] does not.
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
class IsolationMatrixIT {
  private static final List<String> FIXED =
      List.of("/q/metrics", "/q/health", "/q/health/ready", "/q/openapi", "/no/such/route");

  @TestHTTPResource URI gateway;

  private final IsolationWorld world =
      new IsolationWorld(UUID.randomUUID().toString().substring(0, 8));
  private final IsolationFindings findings = new IsolationFindings();

  @Test
  void showsNothingToWhoMayNotReadIt() throws IOException {
    Client admin = Client.admin(gateway);
    List<Operation> operations = operations(admin);
    LogLines log = LogLines.listen(Logger.getLogger(""));
    IsolationTools tools;
    try {
      world.fill(admin);
      Map<Space, Long> runs = finishedRuns(admin);
      IsolationCallers callers = IsolationCallers.of(admin, world);
      int before = log.lines().size();
      IsolationQuestions questions = new IsolationQuestions(world, callers, findings);
      questions.check();
      tools = new IsolationTools(world, callers, findings);
      tools.check();
      IsolationOperations each = new IsolationOperations(world, callers, runs, findings);
      operations.forEach(each::check);
      FIXED.forEach(path -> checkFixed(callers, path));
      checkLog(log.lines(), before);
    } finally {
      log.close();
    }

    String page = IsolationPage.of(findings, operations.size(), tools.size());
    Report.write(IsolationPage.NAME, page);
    assertThat(findings.failures()).isEmpty();
    assertThat(admin.get("/v1/documents/same-key", world.b1().header()).body())
        .contains(world.b1().canary(Set.OPEN));
    assertThat(namesIn(Files.readString(Path.of("docs").resolve(IsolationPage.NAME))))
        .as("docs/isolation.md is of another run; -Draghub.docs=true writes it anew")
        .containsExactlyElementsOf(namesIn(page));
  }

  /// What the lines of the tables are about.
  private static List<String> namesIn(String page) {
    return page.lines()
        .filter(line -> line.startsWith("| `"))
        .map(line -> line.substring(0, line.indexOf('|', 1)))
        .toList();
  }

  /// Everything the gateway says it serves, the destructive operations last.
  private static List<Operation> operations(Client admin) {
    JsonNode paths =
        admin.get("/q/openapi?format=json", Optional.empty()).json().withObject("/paths");
    TreeSet<String> served = new TreeSet<>();
    paths
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        method ->
                            served.add(
                                method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey())));
    assertThat(served)
        .as("a new route needs its line in Operation.KNOWN")
        .containsExactlyInAnyOrderElementsOf(
            Operation.KNOWN.stream().map(Operation::name).toList());
    return Operation.KNOWN;
  }

  private Map<Space, Long> finishedRuns(Client admin) {
    Map<Space, Long> runs = new LinkedHashMap<>();
    for (Space space : world.spaces()) {
      JsonNode run = Runs.of(admin, space.workspace()).ingest("{}").getFirst();
      assertThat(run.at("/counts/created").asLong()).as(run.toString()).isEqualTo(3);
      runs.put(space, run.get("id").asLong());
    }
    return runs;
  }

  /// What stands beside the operations is for everybody, so it may hold nobody's words.
  private void checkFixed(IsolationCallers callers, String path) {
    List<String> hidden = new ArrayList<>(world.hidden(List.of(), List.of()));
    hidden.add(world.label(Set.RED));
    hidden.add(world.label(Set.BLUE));
    Answer last = null;
    for (Asker asker : List.of(callers.nobody(), callers.one(), callers.red())) {
      last = asker.client().get(path, world.a1().header());
      findings.check(
          new Seen("GET " + path, asker.name() + ", nobody's words", last.everything(), hidden),
          true);
    }
    findings.row(IsolationPage.ELSEWHERE, "`GET " + path + "`", String.valueOf(last.status()));
  }

  /// No canary in any line, that of ingest among them, and nothing of B in those about A.
  private void checkLog(List<String> lines, int before) {
    List<String> canaries = new ArrayList<>(world.canaries());
    canaries.add(world.label(Set.RED));
    canaries.add(world.label(Set.BLUE));
    findings.check(new Seen("log lines", "no canary", String.join("\n", lines), canaries), true);
    findings.check(
        new Seen(
            "log lines",
            "no name of B while A calls",
            String.join("\n", lines.subList(before, lines.size())),
            List.of(world.b1().workspace(), world.b2().workspace())),
        true);
    findings.row(IsolationPage.ELSEWHERE, "`log lines`", "–");
  }
}
