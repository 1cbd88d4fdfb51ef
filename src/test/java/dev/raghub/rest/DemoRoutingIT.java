package dev.raghub.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.raghub.GatewayServers;
import dev.raghub.rest.Client.Answer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Where eighty questions go among the three workspaces of the demo. The questions were written in
/// sight of the data, and the limits of the router were set in sight of both: the figures say that
/// it works, not how well it does elsewhere. A workspace is right where the row stands that
/// answers; all that `customer_facing` holds stands in `product_codex` too.
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
class DemoRoutingIT {
  private static final List<String> WORKSPACES =
      List.of("customer_facing", "internal_dev", "product_codex");
  private static final List<String> SCRIPTS =
      List.of(
          "schema",
          "data-01-base",
          "data-02-api",
          "data-03-courses",
          "data-04-ops",
          "data-05-tickets",
          "data-06-comments",
          "data-07-articles",
          "data-08-articles",
          "data-09-changelog");
  private static final Pattern STAGE = Pattern.compile("(\\w+);dur=([0-9.]+)");

  @TestHTTPResource URI gateway;

  @Test
  void findsTheWorkspacesThatHoldTheAnswer() throws IOException {
    Client admin = Client.admin(gateway);
    fill(admin);
    Client asking = admin.withKey(List.of("query"), WORKSPACES.toArray(String[]::new));
    List<String> report = new ArrayList<>();
    Map<String, Map<String, Integer>> three = routed(asking, "auto", report);
    Map<String, Map<String, Integer>> two = routed(asking, "customer_facing,internal_dev", report);
    Files.write(Path.of("target", "demo-routing.txt"), report);

    assertThat(counted(three, "wrong") + counted(two, "wrong")).isLessThanOrEqualTo(6);
    assertThat(three.get("nowhere").getOrDefault("right", 0)).isGreaterThanOrEqualTo(18);
    assertThat(two.get("internal_dev").getOrDefault("right", 0)).isGreaterThanOrEqualTo(17);
  }

  private static Map<String, Map<String, Integer>> routed(
      Client asking, String where, List<String> report) throws IOException {
    Map<String, Map<String, Integer>> table = new TreeMap<>();
    List<String> lines = new ArrayList<>();
    Map<String, List<Double>> stages = new TreeMap<>();
    for (String line : text("routing/demo.jsonl").lines().toList()) {
      JsonNode asked = Client.JSON.readTree(line);
      String question = Client.text(Map.of("question", asked.get("text").asText(), "limit", 1));
      Answer answer = asking.post("/v1/retrieve", Optional.of(where), question);
      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      String outcome = outcome(asked, where, answer.json().get("route"));
      table
          .computeIfAbsent(asked.get("writtenFor").asText(), name -> new TreeMap<>())
          .merge(outcome, 1, Integer::sum);
      lines.add(outcome + "\t" + line + "\t" + answer.json().get("route"));
      Matcher stage = STAGE.matcher(answer.header("Server-Timing"));
      while (stage.find()) {
        stages
            .computeIfAbsent(stage.group(1), name -> new ArrayList<>())
            .add(Double.parseDouble(stage.group(2)));
      }
    }
    report.add(where);
    report.addAll(report(table, stages, lines));
    return table;
  }

  private static List<String> report(
      Map<String, Map<String, Integer>> table,
      Map<String, List<Double>> stages,
      List<String> lines) {
    List<String> report = new ArrayList<>();
    table.forEach((written, outcomes) -> report.add(written + " " + outcomes));
    stages.forEach(
        (stage, times) -> {
          List<Double> sorted = times.stream().sorted().toList();
          report.add(
              "%s p50 %.2f p95 %.2f ms (%d)"
                  .formatted(
                      stage,
                      sorted.get(sorted.size() / 2),
                      sorted.get(sorted.size() * 95 / 100),
                      sorted.size()));
        });
    report.addAll(lines);
    return report;
  }

  private static String outcome(JsonNode asked, String where, JsonNode route) {
    List<String> holders =
        texts(asked.get("workspaces")).stream()
            .filter(name -> where.equals("auto") || where.contains(name))
            .toList();
    List<String> chosen = texts(route.get("workspaces"));
    if (chosen.isEmpty()) {
      return holders.isEmpty() ? "right" : "abstained";
    }
    if (chosen.stream().noneMatch(holders::contains)) {
      return "wrong";
    }
    return chosen.size() == 1 ? "right" : "fanned out";
  }

  private static int counted(Map<String, Map<String, Integer>> table, String outcome) {
    return table.entrySet().stream()
        .filter(row -> !row.getKey().equals("nowhere"))
        .mapToInt(row -> row.getValue().getOrDefault(outcome, 0))
        .sum();
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(each -> texts.add(each.asText()));
    return texts;
  }

  private static void fill(Client admin) throws IOException {
    Client.sql("postgres", "CREATE DATABASE learnly");
    for (String script : SCRIPTS) {
      Client.sql("learnly", text("demo/" + script + ".sql"));
    }
    System.setProperty("LEARNLY_URL", Client.database("learnly"));
    System.setProperty("LEARNLY_USER", Client.setting("raghub.test.superuser"));
    System.setProperty("LEARNLY_PASSWORD", Client.setting("raghub.test.superuser-password"));
    Path mappings = Files.createDirectories(Path.of(Client.setting("raghub.ingest.mappings")));
    for (String workspace : WORKSPACES) {
      Files.writeString(
          mappings.resolve(workspace + ".yaml"), text("demo/etl/" + workspace + ".yaml"));
      admin.workspace(workspace);
      assertThat(Runs.of(admin, workspace).ingest("{}"))
          .allSatisfy(
              run -> assertThat(run.get("state").asText()).isEqualToIgnoringCase("finished"));
    }
  }

  private static String text(String resource) throws IOException {
    try (InputStream file =
        Thread.currentThread().getContextClassLoader().getResourceAsStream(resource)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
