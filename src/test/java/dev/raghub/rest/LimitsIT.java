package dev.raghub.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.raghub.GatewayServers;
import dev.raghub.rest.Client.Answer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Every list and text that the gateway takes, and every list that it gives, has an end that the
/// OpenAPI document tells; and what lies beyond is refused.
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
class LimitsIT {
  /// Lists without pages, which something else keeps short: the operator's configuration, the
  /// tiers, parameters of their own, the days of a span.
  private static final Set<String> SHORT =
      Set.of(
          "/v1/admin/endpoints",
          "/v1/admin/policy",
          "/v1/admin/queue",
          "/v1/admin/runs/{id}",
          "/v1/admin/workspace",
          "/v1/admin/graph/degrees",
          "/v1/admin/graph/paths",
          "/v1/models",
          "/v1/usage",
          "/v1/admin/budgets",
          "/v1/workspaces");

  /// Longer than a test should send.
  private static final int SENT = 100_000;

  @TestHTTPResource URI gateway;

  private final List<String> wrong = new ArrayList<>();
  private Client admin;
  private JsonNode document = Client.JSON.createObjectNode();

  @BeforeEach
  void readTheDocument() {
    admin = Client.admin(gateway);
    document = admin.get("/q/openapi?format=json", Optional.empty()).json();
  }

  @Test
  void boundsEveryTextAndListThatItTakes() {
    each((name, operation) -> bounded(name, body(operation)));

    assertThat(wrong).isEmpty();
  }

  @Test
  void boundsEveryListThatItGives() {
    each(
        (name, operation) -> {
          JsonNode schema =
              resolved(operation.at("/responses/200/content/application~1json/schema"));
          boolean paged =
              operation
                  .path("parameters")
                  .valueStream()
                  .anyMatch(parameter -> parameter.path("name").asText().equals("limit"));
          boolean lists =
              isArray(schema)
                  || schema.path("properties").valueStream().anyMatch(LimitsIT::isArray);
          if (name.startsWith("GET ") && lists && !paged && !SHORT.contains(name.substring(4))) {
            wrong.add(name + " lists without a limit");
          }
        });

    assertThat(wrong).isEmpty();
  }

  /// The examples, each field in turn one entry or character too long.
  @Test
  void refusesWhatIsBeyondALimit() {
    admin.workspace("limits");
    each(
        (name, operation) -> {
          JsonNode example = operation.at("/requestBody/content/application~1json/example");
          if (example.isObject()) {
            body(operation)
                .path("properties")
                .properties()
                .forEach(
                    field ->
                        tooLong(resolved(field.getValue()))
                            .ifPresent(
                                value ->
                                    refused(
                                        name,
                                        field.getKey(),
                                        example
                                            .<ObjectNode>deepCopy()
                                            .set(field.getKey(), value))));
          }
        });

    assertThat(wrong).isEmpty();
  }

  private void refused(String name, String field, JsonNode body) {
    int space = name.indexOf(' ');
    Answer answer =
        admin.send(
            name.substring(0, space),
            name.substring(space + 1).replaceAll("\\{[a-z]+}", "none"),
            Optional.of("limits").filter(there -> !name.contains("/admin/keys")),
            BodyPublishers.ofString(body.toString()));
    boolean openAi = name.matches(".*/v1/(chat/completions|embeddings)");
    if (answer.status() != 400 || !(answer.isProblem() || (openAi && answer.isError()))) {
      wrong.add(name + " " + field + ": " + answer.status() + " " + answer.code());
    }
  }

  private static Optional<JsonNode> tooLong(JsonNode schema) {
    if (schema.has("maxItems")) {
      ArrayNode list = Client.JSON.createArrayNode();
      for (int i = 0; i <= schema.get("maxItems").asInt(); i++) {
        list.add("query");
      }
      return Optional.of(list);
    }
    int max = schema.path("maxLength").asInt(SENT);
    return max >= SENT
        ? Optional.empty()
        : Optional.of(Client.JSON.getNodeFactory().textNode("a".repeat(max + 1)));
  }

  private JsonNode body(JsonNode operation) {
    return resolved(operation.at("/requestBody/content/application~1json/schema"));
  }

  private void bounded(String place, JsonNode given) {
    JsonNode schema = resolved(given);
    if (isOf("string", schema)
        && !(schema.has("maxLength") || schema.has("enum") || schema.has("format"))) {
      wrong.add(place + " is a text without an end");
    }
    if (isArray(schema)) {
      if (!schema.has("maxItems")) {
        wrong.add(place + " is a list without an end");
      }
      bounded(place + "[]", schema.path("items"));
    }
    if (schema.path("additionalProperties").isObject()) {
      if (!schema.has("maxProperties")) {
        wrong.add(place + " is a map without an end");
      }
      bounded(place + "{}", schema.get("additionalProperties"));
    }
    schema
        .path("properties")
        .properties()
        .forEach(field -> bounded(place + "." + field.getKey(), field.getValue()));
  }

  private JsonNode resolved(JsonNode schema) {
    return schema.has("$ref") ? document.at(schema.get("$ref").asText().substring(1)) : schema;
  }

  private static boolean isArray(JsonNode schema) {
    return isOf("array", schema);
  }

  private static boolean isOf(String type, JsonNode schema) {
    JsonNode given = schema.path("type");
    return given.asText().equals(type)
        || given.valueStream().anyMatch(each -> each.asText().equals(type));
  }

  /// What is done with an operation.
  private interface Look {
    void at(String name, JsonNode operation);
  }

  private void each(Look look) {
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        method ->
                            look.at(
                                method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                                method.getValue())));
  }
}
