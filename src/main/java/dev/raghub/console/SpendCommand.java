package dev.raghub.console;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// What models cost.
@Command(
    name = "spend",
    mixinStandardHelpOptions = true,
    description = "Show what models were used and what that cost.")
final class SpendCommand implements Callable<Integer> {
  @Mixin private GatewayOptions gateway = new GatewayOptions();

  @Option(
      names = {"-w", "--workspace"},
      paramLabel = "NAME",
      description = "Whose; not needed with one workspace or --by workspace.")
  private @Nullable String workspace;

  @Option(
      names = "--by",
      paramLabel = "WHAT",
      description = "day, key, model or workspace. Default: ${DEFAULT-VALUE}")
  private String by = "day";

  @Option(
      names = "--from",
      paramLabel = "DAY",
      description = "First day (UTC). Default: the first of the month.")
  private @Nullable String from;

  @Option(names = "--to", paramLabel = "DAY", description = "Last day (UTC). Default: today.")
  private @Nullable String to;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    Query query = new Query().with("by", by).with("from", from).with("to", to);
    JsonNode usage =
        gateway.connect().get("/v1/usage" + query.text(), Optional.ofNullable(workspace));
    Terminal terminal = Terminal.of(spec);
    if (gateway.json()) {
      terminal.line(usage.toPrettyString());
    } else {
      print(terminal, usage);
    }
    return 0;
  }

  private static void print(Terminal terminal, JsonNode usage) {
    terminal.line(
        "%-24s %8s %12s %12s %12s %14s"
            .formatted(
                usage.path("by").asText(), "calls", "prompt", "cached", "completion", "dollars"));
    BigDecimal total = BigDecimal.ZERO;
    for (JsonNode line : usage.path("lines")) {
      BigDecimal dollars = dollars(line.path("dollars"));
      total = total.add(dollars);
      terminal.line(
          "%-24s %8d %12d %12d %12d %14s%s"
              .formatted(
                  line.path("label").asText(),
                  line.path("calls").asLong(),
                  line.path("promptTokens").asLong(),
                  line.path("cachedTokens").asLong(),
                  line.path("completionTokens").asLong(),
                  dollars.toPlainString(),
                  assumed(line)));
    }
    terminal.line(
        "%s to %s: %s dollars"
            .formatted(
                usage.path("from").asText(), usage.path("to").asText(), total.toPlainString()));
  }

  private static String assumed(JsonNode line) {
    BigDecimal assumed = dollars(line.path("assumedDollars"));
    return assumed.signum() == 0 ? "" : "  of which assumed " + assumed.toPlainString();
  }

  /// From the text of the number: a double would not hold it exactly.
  static BigDecimal dollars(JsonNode node) {
    return new BigDecimal(node.asText("0"));
  }
}
