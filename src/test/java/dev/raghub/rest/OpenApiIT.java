package dev.raghub.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.raghub.GatewayServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.ws.rs.Path;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What the gateway says of itself.
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
class OpenApiIT {
  @TestHTTPResource URI gateway;

  private final List<String> wrong = new ArrayList<>();

  @Test
  void describesEveryOperation() {
    JsonNode document =
        Client.admin(gateway).get("/q/openapi?format=json", Optional.empty()).json();

    each(
        document,
        (name, operation) -> {
          check(name, "summary", !operation.path("summary").asText().isBlank());
          for (String status : List.of("400", "401", "403", "404", "429", "503")) {
            JsonNode content = operation.at("/responses/" + status + "/content");
            check(name, status, content.has("application/problem+json"));
          }
          JsonNode body = operation.at("/requestBody/content/application~1json");
          check(name, "example", body.isMissingNode() || body.path("example").isObject());
        });

    assertThat(document.at("/components/schemas/Problem/properties").has("code")).isTrue();
    assertThat(document.at("/components/schemas/DocumentRequest/properties/names/maxItems").asInt())
        .isEqualTo(100);
    assertThat(wrong).isEmpty();
  }

  /// Its examples have no unknown field and nothing of the wrong type.
  @Test
  void takesItsOwnExamples() {
    Client admin = Client.admin(gateway);
    admin.workspace("openapi");
    JsonNode document = admin.get("/q/openapi?format=json", Optional.empty()).json();

    each(
        document,
        (name, operation) -> {
          JsonNode example = operation.at("/requestBody/content/application~1json/example");
          String method = name.substring(0, name.indexOf(' '));
          String path = name.substring(name.indexOf(' ') + 1).replaceAll("\\{[a-z]+}", "none");
          if (!example.isMissingNode()) {
            String answer =
                admin
                    .send(
                        method,
                        path,
                        Optional.of("openapi"),
                        BodyPublishers.ofString(example.toString()))
                    .body();
            check(
                name,
                answer,
                !answer.contains("unknown field")
                    && !answer.contains("wrong type")
                    && !answer.contains("is missing"));
          }
        });

    assertThat(wrong).isEmpty();
  }

  /// Where the code says so, and nowhere else.
  @Test
  void saysWhereAnIdempotencyKeyIsTaken() {
    Client admin = Client.admin(gateway);
    JsonNode document = admin.get("/q/openapi?format=json", Optional.empty()).json();

    each(
        document,
        (name, operation) -> {
          boolean said =
              operation
                  .path("parameters")
                  .valueStream()
                  .anyMatch(parameter -> parameter.path("name").asText().equals("Idempotency-Key"));
          check(name, "Idempotency-Key", said == Documented.ONCE.contains(name));
        });

    assertThat(wrong).isEmpty();
    assertThat(marked()).containsExactlyInAnyOrderElementsOf(Documented.ONCE);
  }

  private static List<String> marked() {
    return new ClassFileImporter()
        .importPackages("dev.raghub").stream()
            .flatMap(type -> type.getMethods().stream())
            .filter(method -> method.isAnnotatedWith(Once.class))
            .map(JavaMethod::reflect)
            .filter(method -> !method.getAnnotation(Once.class).streams().equals("*"))
            .map(
                method ->
                    "POST "
                        + method.getDeclaringClass().getAnnotation(Path.class).value()
                        + (method.isAnnotationPresent(Path.class)
                            ? method.getAnnotation(Path.class).value()
                            : ""))
            .toList();
  }

  private void check(String operation, String what, boolean good) {
    if (!good) {
      wrong.add(operation + ": " + what);
    }
  }

  /// What is done with an operation.
  private interface Look {
    void at(String name, JsonNode operation);
  }

  private static void each(JsonNode document, Look look) {
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
