package dev.raghub.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.raghub.GatewayServers;
import dev.raghub.rest.Client.Answer;
import dev.raghub.rest.Operation.Kind;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/// Two tenants with the same keys in both, every operation of the live OpenAPI document, and one
/// question: does anything of B ever reach A? An operation that [Operation] does not know fails the
/// test.
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
class IsolationMatrixIT {
  private static final List<String> ALL = List.of("query", "ingest", "admin");
  private static final List<String> FIXED =
      List.of("/q/metrics", "/q/health", "/q/health/ready", "/q/openapi", "/no/such/route");

  @TestHTTPResource URI gateway;

  private final String suffix = UUID.randomUUID().toString().substring(0, 8);
  private final Tenant a = new Tenant("iso-a-" + suffix, "zebravoxalpha" + suffix);
  private final Tenant b = new Tenant("iso-b-" + suffix, "zebravoxbravo" + suffix);
  private final List<String> table = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();
  private int leaks;
  private Client admin;

  /// A workspace and a word that occurs in its texts alone.
  record Tenant(String workspace, String canary) {}

  @Test
  void showsNothingOfOneTenantToAnother() throws IOException {
    admin = Client.admin(gateway);
    fill(a);
    fill(b);
    long runOfB = finishedRun(b);
    long runOfA = finishedRun(a);
    LogLines log = LogLines.listen(Logger.getLogger(""));
    try {
      checkComputed();
      checkRouted();
      for (Operation operation : operations()) {
        check(operation.with("{id}", String.valueOf(runOfA)), runOfB);
      }
      FIXED.forEach(this::checkFixed);
    } finally {
      log.close();
    }

    check("log lines", "no word of B", String.join("\n", log.lines()), true);
    publish();
    assertThat(failures).isEmpty();
    assertThat(admin.get("/v1/documents/same-key", Optional.of(b.workspace())).body())
        .contains(b.canary());
  }

  /// What is computed comes from A's own database, and the statement shows no text of a query.
  private void checkComputed() {
    String question = "{\"question\": \"How many beacons are there?\", \"explain\": true}";
    Client everything = admin.withKey(ALL, a.workspace());
    Answer own = everything.post("/v1/query", Optional.of(a.workspace()), question);
    check(
        "POST /v1/query, computed",
        "the one beacon of A, without its query",
        own.everything(),
        own.json().at("/computed/value").asText().equals("1")
            && own.json().at("/computed/statement").asText().contains("\"beacon\"")
            && !own.body().contains(a.canary()));
    Answer other = everything.post("/v1/query", Optional.of(b.workspace()), question);
    check(
        "POST /v1/query, computed",
        "naming the workspace of B: workspace-not-found",
        other.everything(),
        other.code().equals("workspace-not-found"));
  }

  /// Where the caller leaves the choice: what is B's is no choice, and naming it says nothing.
  private void checkRouted() {
    Client everything = admin.withKey(ALL, a.workspace());
    for (Operation call : Operation.KNOWN.stream().filter(Operation::isQuestion).toList()) {
      for (String where : List.of("auto", a.workspace() + "," + b.workspace())) {
        boolean auto = where.equals("auto");
        String name = call.template() + (auto ? ", `auto`" : ", a list with B");
        Answer noKey = send(admin.withoutKey(), call, where);
        Answer noRole = send(admin.withKey(List.of("ingest"), a.workspace()), call, where);
        Answer own = send(everything, call, where);
        check(name, "without a key: 401", noKey.everything(), noKey.status() == 401);
        check(name, "without the role: 403", noRole.everything(), noRole.status() == 403);
        check(
            name,
            auto ? "A alone" : "naming B: workspace-not-found",
            own.everything(),
            auto ? own.status() == 200 : own.code().equals("workspace-not-found"));
        table.add(
            "| `%s`%s | %s | %s | %s | %s | %d |"
                .formatted(
                    call.template(),
                    name.substring(call.template().length()),
                    noKey.status() + " " + noKey.code(),
                    noRole.status() + " " + noRole.code(),
                    auto ? "–" : own.status() + " " + own.code(),
                    auto ? String.valueOf(own.status()) : "–",
                    leaksSinceLastRow()));
      }
    }
  }

  /// Everything the gateway says it serves, the destructive operations last.
  private List<Operation> operations() {
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

  private void check(Operation operation, long runOfB) {
    Operation call = operation.with("{key}", "same-key");
    String name = operation.template();
    Client everything = admin.withKey(ALL, a.workspace());
    String withoutKey = withoutKey(name, call);
    String wrongRole = wrongRole(name, call);
    String foreign = naming(name, call, everything, runOfB);
    Answer own = send(everything, call.with("{name}", a.workspace()), a.workspace());
    check(
        name,
        "A normally: " + call.expected(),
        own.everything(),
        own.status() == call.expected() && !leaks(own));
    table.add(
        "| `%s` | %s | %s | %s | %d | %d |"
            .formatted(name, withoutKey, wrongRole, foreign, own.status(), leaksSinceLastRow()));
  }

  private String withoutKey(String name, Operation call) {
    Answer answer = send(admin.withoutKey(), call.with("{name}", b.workspace()), b.workspace());
    check(
        name,
        "without a key: 401 not-authenticated",
        answer.everything(),
        answer.status() == 401 && answer.code().equals("not-authenticated") && !leaks(answer));
    return answer.status() + " " + answer.code();
  }

  /// The refused twin of the operation's role rule: every role but the one that it needs.
  private String wrongRole(String name, Operation call) {
    List<String> others =
        call.role().equals("admin")
            ? List.of("query", "ingest")
            : List.of(call.role().equals("query") ? "ingest" : "query");
    Answer answer =
        send(
            admin.withKey(others, a.workspace()),
            call.with("{name}", a.workspace()),
            a.workspace());
    String code = call.kind() == Kind.SIGNED ? "not-authenticated" : "forbidden";
    check(
        name,
        "with the roles " + others + ": " + code,
        answer.everything(),
        answer.code().equals(code) && !leaks(answer));
    return answer.status() + " " + answer.code();
  }

  /// A names what is B's, wherever the operation takes a name.
  private String naming(String name, Operation call, Client everything, long runOfB) {
    Answer answer = send(everything, call.with("{name}", b.workspace()), b.workspace());
    String code =
        switch (call.kind()) {
          case HEADER, PATH -> "workspace-not-found";
          case MAKES, EVERYWHERE -> "forbidden";
          case SIGNED -> "not-authenticated";
          case LISTS -> call.expected() == 404 ? "not-found" : "";
        };
    check(
        name,
        "naming the workspace of B: " + code,
        answer.everything(),
        answer.code().equals(code) && !leaks(answer));
    if (call.template().contains("{id}") && call.kind() == Kind.HEADER) {
      Operation other = operationWithRun(call, runOfB);
      Answer byId = send(everything, other, a.workspace());
      check(
          name,
          "with the run of B: 404",
          byId.everything(),
          byId.code().equals("not-found") && !leaks(byId));
    }
    return answer.status() + (code.isEmpty() ? " without B" : " " + answer.code());
  }

  private static Operation operationWithRun(Operation call, long run) {
    return Operation.KNOWN.stream()
        .filter(known -> known.name().equals(call.template()))
        .findFirst()
        .orElseThrow()
        .with("{id}", String.valueOf(run));
  }

  private void checkFixed(String path) {
    Answer answer = admin.withKey(ALL, a.workspace()).get(path, Optional.of(a.workspace()));
    check("GET " + path, "no word of B", answer.everything(), !leaks(answer));
    table.add(
        "| `GET %s` | – | – | – | %d | %d |".formatted(path, answer.status(), leaksSinceLastRow()));
  }

  private int leaksSinceLastRow() {
    int since = leaks;
    leaks = 0;
    return since;
  }

  private Answer send(Client client, Operation call, String workspace) {
    return client.send(
        call.method(),
        call.path(),
        Optional.of(workspace),
        call.body().isEmpty()
            ? BodyPublishers.noBody()
            : BodyPublishers.ofString(call.body().replace("{name}", workspace)));
  }

  private boolean leaks(Answer answer) {
    return leaks(answer.everything());
  }

  private boolean leaks(String text) {
    return text.contains(b.canary()) || text.contains(b.workspace());
  }

  private void check(String operation, String expected, String text, boolean good) {
    leaks += leaks(text) ? 1 : 0;
    if (!good || leaks(text)) {
      failures.add("%s, %s, got: %s".formatted(operation, expected, text));
    }
  }

  private void fill(Tenant tenant) throws IOException {
    admin.workspace(tenant.workspace());
    Answer put =
        admin.put(
            "/v1/documents/same-key",
            Optional.of(tenant.workspace()),
            Client.text(
                Map.of(
                    "title",
                    "Lighthouse",
                    "text",
                    "The password of the lighthouse is %s.".formatted(tenant.canary()),
                    "names",
                    List.of("Tower " + tenant.canary()))));
    assertThat(put.status()).isEqualTo(201);
    Path mappings = Files.createDirectories(Path.of(Client.setting("raghub.ingest.mappings")));
    System.setProperty("ISOLATION_USER", Client.setting("raghub.test.superuser"));
    System.setProperty("ISOLATION_PASSWORD", Client.setting("raghub.test.superuser-password"));
    Files.writeString(
        mappings.resolve(tenant.workspace() + ".yaml"),
        """
        workspace: %s
        database:
          url: %s
          user: ${ISOLATION_USER}
          password: ${ISOLATION_PASSWORD}
        sources:
          - name: beacon
            query: SELECT 1 AS id, 'Beacon %s' AS title
            key: [id]
            title: [title]
            columns: [title]
            counts: true
        """
            .formatted(tenant.workspace(), Client.database("postgres"), tenant.canary()));
  }

  private long finishedRun(Tenant tenant) {
    return Runs.of(admin, tenant.workspace()).ingest("{}").getFirst().get("id").asLong();
  }

  private void publish() throws IOException {
    String text =
        """
        # Isolation

        Written by `IsolationMatrixIT` from its own run. Two tenants with the same document keys and texts that hold a
        canary word each; every operation of the live OpenAPI document is called by A. The last column counts answers
        (status, headers, body) in which a word of B or the name of its workspace was found. An operation that the test
        does not know makes it fail. The log lines written meanwhile hold neither.

        | Operation | Without a key | Without the role | Naming what is B's | A normally | Leaks |
        |---|---|---|---|---|---|
        %s
        """
            .formatted(String.join("\n", table));
    Report.write("isolation.md", text);
  }
}
