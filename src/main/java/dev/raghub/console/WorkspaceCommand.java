package dev.raghub.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Workspaces.
@Command(
    name = "workspace",
    mixinStandardHelpOptions = true,
    description = "Create, list, describe, freeze, thaw and delete workspaces.",
    synopsisSubcommandLabel = "(create | list | describe | freeze | thaw | delete)")
final class WorkspaceCommand extends Group {
  @Spec private @Nullable CommandSpec spec;

  @Override
  @Nullable CommandSpec spec() {
    return spec;
  }

  @Command(
      name = "create",
      mixinStandardHelpOptions = true,
      description = "Make an empty workspace.")
  int create(
      @Mixin GatewayOptions gateway,
      @Parameters(paramLabel = "NAME", description = "The workspace.") String name) {
    JsonNode made =
        gateway
            .connect()
            .post(
                "/v1/workspaces",
                Optional.empty(),
                GatewayClient.JSON.createObjectNode().put("name", name));
    Terminal.of(spec).line(gateway.json() ? made.toPrettyString() : "made the workspace " + name);
    return 0;
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "List the workspaces that the key may enter.")
  int list(@Mixin GatewayOptions gateway) {
    JsonNode all = gateway.connect().get("/v1/workspaces", Optional.empty());
    Terminal terminal = Terminal.of(spec);
    if (gateway.json()) {
      terminal.line(all.toPrettyString());
    } else {
      all.forEach(
          each ->
              terminal.line(
                  "%-32s %s".formatted(each.path("name").asText(), each.path("state").asText())));
    }
    return 0;
  }

  @Command(
      name = "describe",
      aliases = "show",
      mixinStandardHelpOptions = true,
      description =
          "Show what a workspace holds; administrators also see what it takes, its last runs and its policy.")
  int show(
      @Mixin GatewayOptions gateway,
      @Parameters(paramLabel = "NAME", description = "The workspace.") String name) {
    GatewayClient client = gateway.connect();
    ObjectNode all = client.get("/v1/workspaces/" + name, Optional.empty()).deepCopy();
    all.setAll(details(client, name));
    Terminal terminal = Terminal.of(spec);
    if (gateway.json()) {
      terminal.line(all.toPrettyString());
    } else {
      all.properties().forEach(field -> lines(field.getKey(), field.getValue(), terminal));
    }
    return 0;
  }

  /// What only administrators see; for others nothing.
  private static ObjectNode details(GatewayClient client, String name) {
    try {
      return client.get("/v1/admin/workspace", Optional.of(name)).deepCopy();
    } catch (RaghubException refused) {
      if (refused.code() != ErrorCode.FORBIDDEN) {
        throw refused;
      }
      return GatewayClient.JSON.createObjectNode();
    }
  }

  /// A value on one line; of a list each entry, of an object each field.
  private static void lines(String name, JsonNode value, Terminal terminal) {
    if (value.isArray()) {
      value.forEach(entry -> terminal.line("%-14s %s".formatted(name, said(entry))));
    } else {
      terminal.line("%-14s %s".formatted(name, said(value)));
    }
  }

  private static String said(JsonNode value) {
    return value.isObject()
        ? value.properties().stream()
            .map(field -> field.getKey() + " " + said(field.getValue()))
            .collect(Collectors.joining(", "))
        : value.isValueNode() ? value.asText() : value.toString();
  }

  @Command(
      name = "freeze",
      mixinStandardHelpOptions = true,
      description = "Freeze a workspace: it answers, and takes nothing in.")
  int freeze(
      @Mixin GatewayOptions gateway,
      @Parameters(paramLabel = "NAME", description = "The workspace.") String name) {
    return become(gateway, name, "freeze");
  }

  @Command(name = "thaw", mixinStandardHelpOptions = true, description = "Thaw a frozen workspace.")
  int thaw(
      @Mixin GatewayOptions gateway,
      @Parameters(paramLabel = "NAME", description = "The workspace.") String name) {
    return become(gateway, name, "thaw");
  }

  private int become(GatewayOptions gateway, String name, String verb) {
    JsonNode now =
        gateway
            .connect()
            .post(
                "/v1/workspaces/" + name + "/" + verb,
                Optional.empty(),
                GatewayClient.JSON.createObjectNode());
    Terminal.of(spec)
        .line(
            gateway.json()
                ? now.toPrettyString()
                : "the workspace " + name + " is " + now.path("state").asText());
    return 0;
  }

  @Command(
      name = "delete",
      mixinStandardHelpOptions = true,
      description = "Erase a workspace with all that it holds.")
  int delete(
      @Mixin GatewayOptions gateway,
      @Parameters(paramLabel = "NAME", description = "The workspace.") String name,
      @Option(names = "--proof", description = "Show what was searched for it afterwards.")
          boolean proof,
      @Option(names = "--yes", required = true, description = "Yes, erase it.") boolean yes) {
    String path = "/v1/workspaces/" + name + (proof ? "?proof=true" : "");
    JsonNode erased = gateway.connect().delete(path, Optional.empty());
    if (proof) {
      return ErasureProof.print(Terminal.of(spec), gateway.json(), erased);
    }
    Terminal.of(spec).line(gateway.json() ? "{}" : "erased the workspace " + name);
    return yes ? 0 : 2;
  }
}
