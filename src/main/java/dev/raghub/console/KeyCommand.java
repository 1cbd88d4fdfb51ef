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
    description = "Create, list and revoke API keys.",
    synopsisSubcommandLabel = "(create | list | revoke)")
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
      @Option(names = "--expires", description = "Such as 2027-01-31T00:00:00Z.")
          @Nullable String expires) {
    ObjectNode request = GatewayClient.JSON.createObjectNode().put("name", name);
    ArrayNode given = request.putArray("roles");
    roles.forEach(given::add);
    if (workspaces != null) {
      ArrayNode where = request.putArray("workspaces");
      workspaces.forEach(where::add);
    }
    if (expires != null) {
      request.put("expiresAt", expires);
    }
    JsonNode made = gateway.connect().post("/v1/admin/keys", Optional.empty(), request);
    Terminal.of(spec).line(gateway.json() ? made.toPrettyString() : made.path("key").asText());
    return 0;
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "List all keys, without secrets.")
  int list(@Mixin GatewayOptions gateway) {
    JsonNode all = gateway.connect().get("/v1/admin/keys", Optional.empty());
    Terminal terminal = Terminal.of(spec);
    if (gateway.json()) {
      terminal.line(all.toPrettyString());
    } else {
      all.forEach(
          each ->
              terminal.line(
                  "%s  %-24s %s %s%s"
                      .formatted(
                          each.path("id").asText(),
                          each.path("name").asText(),
                          each.path("roles"),
                          each.has("workspaces") ? each.path("workspaces") : "everywhere",
                          each.has("revokedAt") ? "  revoked" : "")));
    }
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
