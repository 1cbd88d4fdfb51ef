package dev.raghub.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// API keys.
@Command(
    name = "key",
    mixinStandardHelpOptions = true,
    description = "Create, list, limit, rotate and revoke API keys.",
    synopsisSubcommandLabel = "(create | list | limit | rotate | revoke)")
final class KeyCommand extends Group {
  @Spec private @Nullable CommandSpec spec;

  @Override
  @Nullable CommandSpec spec() {
    return spec;
  }

  @Command(
      name = "create",
      mixinStandardHelpOptions = true,
      description = "Make a key and print it; it cannot be shown again.")
  int create(
      @Mixin GatewayOptions gateway,
      @Parameters(paramLabel = "NAME", description = "Whose key, what for.") String name,
      @Option(
              names = "--role",
              required = true,
              split = ",",
              description = "query, ingest, admin; may be repeated.")
          List<String> roles,
      @Option(
              names = {"-w", "--workspace"},
              split = ",",
              description = "Where it is good; may be repeated. Default: everywhere.")
          @Nullable List<String> workspaces,
      @Mixin Bounds bounds) {
    ObjectNode request = GatewayClient.JSON.createObjectNode().put("name", name);
    ArrayNode given = request.putArray("roles");
    roles.forEach(given::add);
    if (workspaces != null) {
      ArrayNode where = request.putArray("workspaces");
      workspaces.forEach(where::add);
    }
    bounds.into(request);
    JsonNode made = gateway.connect().post("/v1/admin/keys", Optional.empty(), request);
    Terminal.of(spec).line(gateway.json() ? made.toPrettyString() : made.path("key").asText());
    return 0;
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "List all keys, without secrets.")
  int list(@Mixin GatewayOptions gateway) {
    ArrayNode all = all(gateway.connect());
    Terminal terminal = Terminal.of(spec);
    if (gateway.json()) {
      terminal.line(all.toPrettyString());
    } else {
      all.forEach(each -> terminal.line(line(each)));
    }
    return 0;
  }

  private static ArrayNode all(GatewayClient client) {
    ArrayNode all = GatewayClient.JSON.createArrayNode();
    @Nullable String cursor = null;
    do {
      Query query = new Query().with("limit", "1000").with("cursor", cursor);
      JsonNode page = client.get("/v1/admin/keys" + query.text(), Optional.empty());
      page.path("keys").forEach(all::add);
      cursor = page.path("next").asText(null);
    } while (cursor != null);
    return all;
  }

  private static String line(JsonNode key) {
    return "%s  %-24s %s %s%s"
        .formatted(
            key.path("id").asText(),
            key.path("name").asText(),
            key.path("roles"),
            key.has("workspaces") ? key.path("workspaces") : "everywhere",
            (key.has("labels") ? "  reads " + key.path("labels") : "")
                + said(key, "requestsPerMinute", "requests a minute")
                + said(key, "tokensPerMinute", "tokens a minute")
                + said(key, "lastUsedAt", "used")
                + said(key, "expiresAt", "expires")
                + said(key, "replacedBy", "replaced by")
                + said(key, "revokedAt", "revoked"));
  }

  private static String said(JsonNode key, String field, String word) {
    return key.has(field) ? "  " + word + " " + key.path(field).asText() : "";
  }

  /// What a key may read, how long it is good, and how much it may ask for.
  static final class Bounds {
    @Option(
        names = "--label",
        split = ",",
        description =
            "Whose documents it may read beside those without; may be repeated. Default: every document.")
    private @Nullable List<String> labels;

    @Option(names = "--expires", description = "Such as 2027-01-31T00:00:00Z.")
    private @Nullable String expires;

    @Mixin private Limits limits = new Limits();

    void into(ObjectNode request) {
      if (labels != null) {
        ArrayNode readable = request.putArray("labels");
        labels.forEach(readable::add);
      }
      if (expires != null) {
        request.put("expiresAt", expires);
      }
      limits.into(request);
    }
  }

  /// How much a key may ask for.
  static final class Limits {
    @Option(
        names = "--requests-per-minute",
        paramLabel = "N",
        description = "Requests a minute, or none for no limit of its own.")
    private @Nullable String requests;

    @Option(
        names = "--tokens-per-minute",
        paramLabel = "N",
        description = "Tokens a minute, or none for no limit of its own.")
    private @Nullable String tokens;

    void into(ObjectNode request) {
      put(request, "requestsPerMinute", requests);
      put(request, "tokensPerMinute", tokens);
    }

    private static void put(ObjectNode request, String field, @Nullable String given) {
      if (given == null) {
        return;
      }
      if (given.equals("none")) {
        request.putNull(field);
      } else if (given.matches("[0-9]{1,10}")) {
        request.put(field, Long.parseLong(given));
      } else {
        // The gateway says what is wrong with it.
        request.put(field, given);
      }
    }
  }

  @Command(
      name = "limit",
      mixinStandardHelpOptions = true,
      description = "Change how much a key may ask for; what is not named stays.")
  int limit(
      @Mixin GatewayOptions gateway,
      @Parameters(paramLabel = "ID", description = "rh_ and 12 characters, as listed.") String id,
      @Mixin Limits limits) {
    ObjectNode request = GatewayClient.JSON.createObjectNode();
    limits.into(request);
    gateway.connect().patch("/v1/admin/keys/" + id, Optional.empty(), request);
    Terminal.of(spec).line(gateway.json() ? "{}" : "limited " + id);
    return 0;
  }

  @Command(
      name = "rotate",
      mixinStandardHelpOptions = true,
      description =
          "Make a key in another's place and print it; the other stays good for the overlap.")
  int rotate(
      @Mixin GatewayOptions gateway,
      @Parameters(paramLabel = "ID", description = "rh_ and 12 characters, as listed.") String id,
      @Option(
              names = "--overlap-seconds",
              paramLabel = "SECONDS",
              description =
                  "How long the old key stays good, 0 to 2592000. Default: ${DEFAULT-VALUE}",
              defaultValue = "86400")
          int overlap,
      @Option(names = "--expires", description = "Of the new key. Default: as the old one.")
          @Nullable String expires) {
    ObjectNode request = GatewayClient.JSON.createObjectNode().put("overlapSeconds", overlap);
    if (expires != null) {
      request.put("expiresAt", expires);
    }
    JsonNode made =
        gateway.connect().post("/v1/admin/keys/" + id + "/rotate", Optional.empty(), request);
    Terminal.of(spec).line(gateway.json() ? made.toPrettyString() : made.path("key").asText());
    return 0;
  }

  @Command(
      name = "revoke",
      mixinStandardHelpOptions = true,
      description = "Refuse a key from now on.")
  int revoke(
      @Mixin GatewayOptions gateway,
      @Parameters(paramLabel = "ID", description = "rh_ and 12 characters, as listed.") String id) {
    gateway.connect().delete("/v1/admin/keys/" + id, Optional.empty());
    Terminal.of(spec).line(gateway.json() ? "{}" : "revoked " + id);
    return 0;
  }
}
