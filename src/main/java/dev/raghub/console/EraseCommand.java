package dev.raghub.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Erases a row or document for good.
@Command(
    name = "erase",
    mixinStandardHelpOptions = true,
    description = "Erase a row or document with its key, and prove that nothing is left of it.")
final class EraseCommand implements Callable<Integer> {
  @Mixin private final GatewayOptions gateway = new GatewayOptions();

  @Option(
      names = {"-w", "--workspace"},
      paramLabel = "NAME",
      description = "The workspace; not needed with one workspace.")
  private @Nullable String workspace;

  @Option(
      names = "--source",
      paramLabel = "SOURCE",
      description = "The row's source. Default: ${DEFAULT-VALUE}")
  private String source = "documents";

  @Parameters(paramLabel = "KEY", description = "The key of the row or document.")
  private String key = "";

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    ObjectNode body = GatewayClient.JSON.createObjectNode().put("source", source).put("key", key);
    JsonNode erased =
        gateway.connect().post("/v1/admin/erasures", Optional.ofNullable(workspace), body);
    return ErasureProof.print(Terminal.of(spec), gateway.json(), erased);
  }
}
