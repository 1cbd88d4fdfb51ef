package dev.raghub.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Which models answer in a workspace.
@Command(
    name = "policy",
    mixinStandardHelpOptions = true,
    description = "Show, set and reset which models a workspace's answers may take.",
    synopsisSubcommandLabel = "(show | set | reset)")
final class PolicyCommand extends Group {
  private static final String PATH = "/v1/admin/policy";

  @Spec private @Nullable CommandSpec spec;

  @Override
  @Nullable CommandSpec spec() {
    return spec;
  }

  /// Whose policy.
  static final class Whose {
    @Option(
        names = {"-w", "--workspace"},
        paramLabel = "NAME",
        description = "The workspace; not needed with one workspace.")
    private @Nullable String workspace;

    Optional<String> name() {
      return Optional.ofNullable(workspace);
    }
  }

  /// What it says.
  static final class Wanted {
    @Option(names = "--local", paramLabel = "ENDPOINT", description = "The local tier's.")
    private @Nullable String local;

    @Option(names = "--remote", paramLabel = "ENDPOINT", description = "The remote tier's.")
    private @Nullable String remote;

    @Option(
        names = "--remote-use",
        paramLabel = "WHEN",
        description = "never, hard or always. Default: never.")
    private @Nullable String remoteUse;

    @Option(
        names = "--threshold",
        paramLabel = "0..1",
        description = "How likely the local tier has to be right. Default: the gateway's.")
    private @Nullable Double threshold;

    @Option(
        names = "--max-tokens",
        paramLabel = "COUNT",
        description = "The ceiling of the context block. Default: the gateway's.")
    private @Nullable Integer maxTokens;

    private ObjectNode json() {
      ObjectNode policy = GatewayClient.JSON.createObjectNode();
      Optional.ofNullable(local).ifPresent(name -> policy.put("local", name));
      Optional.ofNullable(remote).ifPresent(name -> policy.put("remote", name));
      Optional.ofNullable(remoteUse).ifPresent(when -> policy.put("remoteUse", when));
      Optional.ofNullable(threshold).ifPresent(value -> policy.put("threshold", value));
      Optional.ofNullable(maxTokens).ifPresent(value -> policy.put("maxTokens", value));
      return policy;
    }
  }

  @Command(name = "show", mixinStandardHelpOptions = true, description = "Show what is in force.")
  int show(@Mixin GatewayOptions gateway, @Mixin Whose whose) {
    print(gateway, gateway.connect().get(PATH, whose.name()));
    return 0;
  }

  @Command(
      name = "set",
      mixinStandardHelpOptions = true,
      description = "Replace it; what is left out is as in a new workspace.")
  int set(@Mixin GatewayOptions gateway, @Mixin Whose whose, @Mixin Wanted wanted) {
    GatewayClient client = gateway.connect();
    client.put(PATH, whose.name(), wanted.json());
    print(gateway, client.get(PATH, whose.name()));
    return 0;
  }

  @Command(
      name = "reset",
      mixinStandardHelpOptions = true,
      description = "Put the gateway's defaults in force again.")
  int reset(@Mixin GatewayOptions gateway, @Mixin Whose whose) {
    GatewayClient client = gateway.connect();
    client.delete(PATH, whose.name());
    print(gateway, client.get(PATH, whose.name()));
    return 0;
  }

  private void print(GatewayOptions gateway, JsonNode policy) {
    Terminal terminal = Terminal.of(spec);
    if (gateway.json()) {
      terminal.line(policy.toPrettyString());
      return;
    }
    terminal.line("local      " + policy.path("local").asText("none"));
    terminal.line("remote     " + policy.path("remote").asText("none"));
    terminal.line("remote use " + policy.path("remoteUse").asText());
    terminal.line("threshold  " + policy.path("threshold").asText());
    terminal.line("max tokens " + policy.path("maxTokens").asText());
    terminal.line("endpoints  " + policy.path("endpoints"));
  }
}
