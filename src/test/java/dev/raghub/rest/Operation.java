package dev.raghub.rest;

import static dev.raghub.graph.RelationDecision.Kind.PIN;

import dev.raghub.graph.EntityAddress.Name;
import dev.raghub.graph.EntityAddress.Row;
import dev.raghub.graph.RelationDecision;
import dev.raghub.graph.Resolution;
import java.time.Instant;
import java.util.List;

/// An operation of the gateway as the isolation matrix calls it.
///
/// @param template the operation as OpenAPI names it, such as `GET /v1/documents/{key}`
/// @param path with its parameters filled in as far as they are known
/// @param role the one that it needs
/// @param expected the status when a tenant calls it for itself
record Operation(String template, String path, String role, Kind kind, String body, int expected) {
  private static final String QUESTION =
      "{\"question\": \"What is the password of the lighthouse?\", \"limit\": 100, \"explain\": true}";
  private static final String DOCUMENT =
      "{\"title\": \"Lighthouse\", \"text\": \"The lighthouse is red.\"}";
  private static final String DOCUMENTS = "{\"documents\": {\"{key}\": " + DOCUMENT + "}}";
  private static final String SEARCH =
      QUESTION.substring(0, QUESTION.length() - 1) + ", \"maxTokens\": 800}";
  private static final String CHAT =
      "{\"model\": \"raghub\", \"messages\": [{\"role\": \"user\", \"content\": \"What is the password of the lighthouse?\"}]}";
  private static final String EMBEDDING = "{\"model\": \"raghub-embedding\", \"input\": \"a\"}";
  private static final String WORKSPACE = "{\"name\": \"{name}\"}";
  private static final String KEY = "{\"name\": \"new\", \"roles\": [\"query\"]}";

  private static final String MERGE =
      "{\"entity\": {\"name\": \"Beacon of old\"}, \"into\": {\"key\": \"same-key\"}}";

  /// A decision has the same id in every workspace.
  private static final String MERGE_ID =
      new Resolution(new Name("beacon of old"), new Row("documents", "same-key"), "", Instant.EPOCH)
          .id()
          .toString();

  private static final String RELATION =
      "{\"decision\": \"pin\", \"row\": {\"key\": \"same-key\"}, \"entity\": {\"name\": \"Lighthouse\"}}";

  /// A decision has the same id in every workspace.
  private static final String RELATION_ID =
      new RelationDecision(
              new Row("documents", "same-key"), new Name("lighthouse"), PIN, "", Instant.EPOCH)
          .id()
          .toString();

  private static final String PREVIEW = "{\"key\": \"same-key\", \"document\": " + DOCUMENT + "}";

  private static final String ENDS = "fromKey=same-key&toName=Lighthouse";

  private static final String ERASURE = "{\"key\": \"{key}\"}";
  private static final String WEBHOOK = "{\"data\": {\"keys\": [\"1\"]}}";
  private static final String SOURCE = "{\"source\": \"beacon\"}";
  private static final String BUDGET = "{\"period\": \"day\", \"dollars\": 5}";

  /// Every operation there is, what erases last.
  static final List<Operation> KNOWN =
      List.of(
          known("GET /v1/workspaces", "query", Kind.LISTS, "", 200),
          known("GET /v1/workspaces/{name}", "query", Kind.PATH, "", 200),
          known("POST /v1/workspaces", "admin", Kind.MAKES, WORKSPACE, 409),
          known("GET /v1/documents/{key}", "query", Kind.HEADER, "", 200),
          known("POST /v1/query", "query", Kind.HEADER, QUESTION, 200),
          known("POST /v1/query/stream", "query", Kind.HEADER, QUESTION, 200),
          known("POST /v1/retrieve", "query", Kind.HEADER, SEARCH, 200),
          known("POST /v1/chat/completions", "query", Kind.HEADER, CHAT, 200),
          known("POST /v1/embeddings", "query", Kind.HEADER, EMBEDDING, 200),
          known("GET /v1/models", "query", Kind.HEADER, "", 200),
          known("GET /v1/models/{model}", "query", Kind.HEADER, "", 200)
              .with("{model}", "raghub-extractive"),
          known("PUT /v1/documents/{key}", "ingest", Kind.HEADER, DOCUMENT, 200),
          // By a Content-Type of which no file is.
          known("PUT /v1/files/{key}", "ingest", Kind.HEADER, "", 415),
          known("POST /v1/documents", "ingest", Kind.HEADER, DOCUMENTS, 200),
          known("POST /v1/admin/runs", "admin", Kind.HEADER, "{}", 202),
          known("GET /v1/admin/runs", "admin", Kind.HEADER, "", 200),
          known("GET /v1/admin/schedules", "admin", Kind.HEADER, "", 200),
          known("GET /v1/admin/announcements", "admin", Kind.HEADER, "", 200),
          known("GET /v1/admin/runs/{id}", "admin", Kind.HEADER, "", 200),
          known("GET /v1/admin/runs/{id}/failures", "admin", Kind.HEADER, "", 200),
          known("GET /v1/admin/graph/statistics", "admin", Kind.HEADER, "", 200),
          known("GET /v1/admin/graph/export", "admin", Kind.HEADER, "", 200),
          known("POST /v1/admin/graph/explain", "admin", Kind.HEADER, QUESTION, 200),
          known("POST /v1/admin/graph/merges", "admin", Kind.HEADER, MERGE, 201),
          known("GET /v1/admin/graph/merges", "admin", Kind.HEADER, "", 200),
          known("GET /v1/admin/graph/entity", "admin", Kind.HEADER, "", 200)
              .with("entity", "entity?key=same-key"),
          known("GET /v1/admin/graph/entities", "admin", Kind.HEADER, "", 200),
          known("GET /v1/admin/graph/entity/aliases", "admin", Kind.HEADER, "", 200)
              .with("aliases", "aliases?key=same-key"),
          known("GET /v1/admin/graph/entity/evidence", "admin", Kind.HEADER, "", 200)
              .with("evidence", "evidence?key=same-key"),
          known("GET /v1/admin/graph/neighbours", "admin", Kind.HEADER, "", 200)
              .with("neighbours", "neighbours?key=same-key"),
          known("GET /v1/admin/graph/paths", "admin", Kind.HEADER, "", 200)
              .with("paths", "paths?" + ENDS),
          known("GET /v1/admin/graph/provenance", "admin", Kind.HEADER, "", 200)
              .with("provenance", "provenance?" + ENDS),
          known("GET /v1/admin/graph/components", "admin", Kind.HEADER, "", 200),
          known("GET /v1/admin/graph/degrees", "admin", Kind.HEADER, "", 200),
          known("GET /v1/admin/graph/centrality", "admin", Kind.HEADER, "", 200),
          known("POST /v1/admin/graph/relations", "admin", Kind.HEADER, RELATION, 201),
          known("GET /v1/admin/graph/relations", "admin", Kind.HEADER, "", 200),
          known("DELETE /v1/admin/graph/relations/{relation}", "admin", Kind.HEADER, "", 204)
              .with("{relation}", RELATION_ID),
          known("POST /v1/admin/graph/preview", "admin", Kind.HEADER, PREVIEW, 200),
          known("GET /v1/admin/graph/suggestions", "admin", Kind.HEADER, "", 200),
          known("DELETE /v1/admin/graph/merges/{merge}", "admin", Kind.HEADER, "", 204)
              .with("{merge}", MERGE_ID),
          known("GET /v1/usage", "query", Kind.HEADER, "", 200),
          known("GET /v1/admin/traces", "admin", Kind.HEADER, "", 200),
          known("PUT /v1/admin/budgets", "admin", Kind.HEADER, BUDGET, 204),
          known("GET /v1/admin/budgets", "admin", Kind.HEADER, "", 200),
          known("DELETE /v1/admin/budgets", "admin", Kind.HEADER, "", 204)
              .with("budgets", "budgets?period=day"),
          known("PUT /v1/admin/policy", "admin", Kind.HEADER, "{\"maxTokens\": 800}", 204),
          known("GET /v1/admin/policy", "admin", Kind.HEADER, "", 200),
          known("DELETE /v1/admin/policy", "admin", Kind.HEADER, "", 204),
          known("GET /v1/admin/cache", "admin", Kind.HEADER, "", 200),
          known("GET /v1/admin/cache/entries", "admin", Kind.HEADER, "", 200),
          known("DELETE /v1/admin/cache", "admin", Kind.HEADER, "", 200),
          known("POST /v1/webhooks/{source}", "ingest", Kind.SIGNED, WEBHOOK, 401)
              .with("{source}", "beacon"),
          known("GET /v1/admin/queue", "admin", Kind.HEADER, "", 200),
          known("POST /v1/admin/queue/pause", "admin", Kind.HEADER, SOURCE, 200),
          known("POST /v1/admin/queue/resume", "admin", Kind.HEADER, SOURCE, 200),
          known("GET /v1/admin/dead-letters", "admin", Kind.HEADER, "", 200),
          known("POST /v1/admin/dead-letters/retry", "admin", Kind.HEADER, SOURCE, 200),
          known("POST /v1/admin/dead-letters/drop", "admin", Kind.HEADER, SOURCE, 200),
          known("GET /v1/admin/extractions", "admin", Kind.HEADER, "", 200),
          known("POST /v1/admin/extractions", "admin", Kind.HEADER, "", 409),
          known("POST /v1/admin/extractions/retry", "admin", Kind.HEADER, "", 409),
          known("GET /v1/admin/audit", "admin", Kind.LISTS, "", 200),
          known("GET /v1/admin/workspace", "admin", Kind.HEADER, "", 200),
          known("POST /v1/workspaces/{name}/freeze", "admin", Kind.PATH, "", 200),
          known("POST /v1/workspaces/{name}/thaw", "admin", Kind.PATH, "", 200),
          known("GET /v1/admin/erasures/{id}", "admin", Kind.LISTS, "", 404)
              .with("{id}", "00000000-0000-0000-0000-000000000000"),
          known("GET /v1/admin/keys", "admin", Kind.EVERYWHERE, "", 403),
          known("POST /v1/admin/keys", "admin", Kind.EVERYWHERE, KEY, 403),
          known("POST /v1/admin/keys/{id}/rotate", "admin", Kind.EVERYWHERE, "{}", 403),
          known("PATCH /v1/admin/keys/{id}", "admin", Kind.EVERYWHERE, "{}", 403),
          known("DELETE /v1/admin/keys/{id}", "admin", Kind.EVERYWHERE, "", 403),
          known("GET /v1/admin/endpoints", "admin", Kind.EVERYWHERE, "", 403),
          known("POST /v1/admin/endpoints/{name}/probe", "admin", Kind.EVERYWHERE, "", 403),
          known("DELETE /v1/documents/{key}", "ingest", Kind.HEADER, "", 204),
          known("POST /v1/admin/erasures", "admin", Kind.HEADER, ERASURE, 200),
          known("DELETE /v1/workspaces/{name}", "admin", Kind.PATH, "", 204));

  /// How an operation is bound to a workspace.
  enum Kind {
    /// By the header.
    HEADER,
    /// By the path.
    PATH,
    /// It lists those that the key may enter.
    LISTS,
    /// It makes one.
    MAKES,
    /// By the secret that signs it: no key counts.
    SIGNED,
    /// It reaches over all of them: a bound key is refused.
    EVERYWHERE
  }

  private static Operation known(String name, String role, Kind kind, String body, int expected) {
    return new Operation(name, name.substring(name.indexOf(' ') + 1), role, kind, body, expected);
  }

  String name() {
    return template;
  }

  /// Whether it takes a question, which may leave the choice of the workspace.
  boolean isQuestion() {
    return List.of(QUESTION, SEARCH, CHAT).contains(body) && !template.contains("/admin/");
  }

  String method() {
    return template.substring(0, template.indexOf(' '));
  }

  /// The same with a parameter of the path filled in.
  Operation with(String parameter, String value) {
    return new Operation(template, path.replace(parameter, value), role, kind, body, expected);
  }
}
