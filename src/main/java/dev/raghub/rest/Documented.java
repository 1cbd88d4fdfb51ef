package dev.raghub.rest;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/// Writes into the OpenAPI document what holds for every operation: how it refuses, and an example
/// of what it takes (`openapi-examples.json`, by operation).
@OpenApiFilter(stages = OpenApiFilter.RunStage.RUNTIME_STARTUP)
public class Documented implements OASFilter {
  /// The routes that [Once] marks.
  static final Set<String> ONCE =
      Set.of(
          "POST /v1/documents",
          "POST /v1/query",
          "POST /v1/chat/completions",
          "POST /v1/workspaces",
          "POST /v1/admin/runs",
          "POST /v1/admin/graph/merges",
          "POST /v1/admin/extractions",
          "POST /v1/admin/extractions/retry",
          "POST /v1/admin/keys",
          "POST /v1/admin/keys/{id}/rotate");

  private static final String EXAMPLES = "/openapi-examples.json";
  private static final List<Refusal> ALWAYS =
      List.of(
          new Refusal("400", "the request is not valid"),
          new Refusal("401", "no valid key"),
          new Refusal("403", "the key lacks the role"),
          new Refusal("404", "there is no such thing, or no such workspace for this key"),
          new Refusal("429", "over a limit or a budget; Retry-After says how long"),
          new Refusal("503", "not ready; Retry-After says how long"));
  private static final List<Refusal> OF_BODIES =
      List.of(
          new Refusal("413", "the body is larger than 4 MB"),
          new Refusal("415", "the body is not sent as application/json"));
  private static final List<Refusal> OF_KEYS =
      List.of(
          new Refusal("409", "under way, or done and not kept, or in conflict with what is there"),
          new Refusal("422", "the Idempotency-Key was sent with another request"));

  /// How long an entry of a list or map may be, which no annotation can say.
  private static final Map<String, Integer> ENTRIES =
      Map.of(
          "DocumentRequest.names", 1_000,
          "DocumentRequest.labels", 63,
          "KeyRequest.roles", 6,
          "KeyRequest.workspaces", 63,
          "KeyRequest.labels", 63,
          "PreviewRequest.values", 100_000);

  /// A status with what it means.
  private record Refusal(String status, String meaning) {}

  @Override
  public void filterOpenAPI(OpenAPI document) {
    Map<String, Object> examples = examples();
    document.getComponents().addSchema("Problem", problem());
    ENTRIES.forEach((field, length) -> bound(document, field, length));
    document
        .getPaths()
        .getPathItems()
        .forEach(
            (path, item) ->
                item.getOperations()
                    .forEach((method, operation) -> complete(path, method, operation, examples)));
  }

  private static void bound(OpenAPI document, String field, int length) {
    int dot = field.indexOf('.');
    Schema type = document.getComponents().getSchemas().get(field.substring(0, dot));
    Schema list = Objects.requireNonNull(type).getProperties().get(field.substring(dot + 1));
    Schema items = Objects.requireNonNull(list).getItems();
    Schema entry = items == null ? list.getAdditionalPropertiesSchema() : items;
    entry.setMaxLength(length);
  }

  private static void complete(
      String path, HttpMethod method, Operation operation, Map<String, Object> examples) {
    String name = method + " " + path;
    ALWAYS.forEach(refusal -> add(operation, refusal));
    if (operation.getRequestBody() != null) {
      OF_BODIES.forEach(refusal -> add(operation, refusal));
      Optional.ofNullable(operation.getRequestBody().getContent())
          .map(content -> content.getMediaType("application/json"))
          .ifPresent(json -> example(json, examples, name));
    }
    if (ONCE.contains(name)) {
      OF_KEYS.forEach(refusal -> add(operation, refusal));
      operation.addParameter(idempotencyKey());
    }
  }

  private static void example(MediaType json, Map<String, Object> examples, String name) {
    if (examples.containsKey(name)) {
      json.setExample(examples.get(name));
    }
  }

  private static void add(Operation operation, Refusal refusal) {
    if (!operation.getResponses().hasAPIResponse(refusal.status())
        || operation.getResponses().getAPIResponse(refusal.status()).getContent() == null) {
      operation
          .getResponses()
          .addAPIResponse(
              refusal.status(),
              OASFactory.createAPIResponse()
                  .description(refusal.meaning())
                  .content(
                      OASFactory.createContent()
                          .addMediaType(
                              Problem.MEDIA_TYPE,
                              OASFactory.createMediaType()
                                  .schema(
                                      OASFactory.createSchema()
                                          .ref("#/components/schemas/Problem")))));
    }
  }

  private static Schema problem() {
    return OASFactory.createSchema()
        .addType(Schema.SchemaType.OBJECT)
        .description(
            "RFC 9457; docs/errors.md has every code. OpenAI's doors answer in their form.")
        .addProperty("type", text())
        .addProperty("title", text())
        .addProperty("status", OASFactory.createSchema().addType(Schema.SchemaType.INTEGER))
        .addProperty("detail", text())
        .addProperty("code", text())
        .addProperty("retriable", OASFactory.createSchema().addType(Schema.SchemaType.BOOLEAN))
        .addProperty("requestId", text());
  }

  private static Schema text() {
    return OASFactory.createSchema().addType(Schema.SchemaType.STRING);
  }

  private static Parameter idempotencyKey() {
    return OASFactory.createParameter()
        .name(OnceFilter.HEADER)
        .in(Parameter.In.HEADER)
        .description("sent again with the same request, it is not done twice; docs/idempotency.md")
        .schema(text().minLength(1).maxLength(257));
  }

  private static Map<String, Object> examples() {
    try (InputStream in = Documented.class.getResourceAsStream(EXAMPLES)) {
      return new ObjectMapper().readValue(Objects.requireNonNull(in), new TypeReference<>() {});
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
