package dev.raghub.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Budgets of workspaces and keys.
@Command(
    name = "budget",
    mixinStandardHelpOptions = true,
    description = "Set, list and remove what workspaces and keys may spend on models.",
    synopsisSubcommandLabel = "(set | list | remove)")
final class BudgetCommand extends Group {
  private static final String PATH = "/v1/admin/budgets";

  @Spec private @Nullable CommandSpec spec;

  @Override
  @Nullable CommandSpec spec() {
    return spec;
  }

  /// Whose budget.
  static final class Owner {
    @Option(
        names = {"-w", "--workspace"},
        paramLabel = "NAME",
        description = "The workspace's; not needed with one workspace.")
    private @Nullable String workspace;

    @Option(
        names = "--of-key",
        paramLabel = "ID",
        description = "A key's instead: rh_ and 12 characters, as listed.")
    private @Nullable String key;

    Optional<String> workspace() {
      return key == null ? Optional.ofNullable(workspace) : Optional.empty();
    }
  }

  @Command(
      name = "set",
      mixinStandardHelpOptions = true,
      description = "Set how many dollars may be spent in a day or a month (UTC).")
  int set(
      @Mixin GatewayOptions gateway,
      @Mixin Owner owner,
      @Parameters(paramLabel = "PERIOD", description = "day or month.") String period,
      @Parameters(paramLabel = "DOLLARS", description = "Such as 12.50.") BigDecimal dollars) {
    ObjectNode budget =
        GatewayClient.JSON.createObjectNode().put("period", period).put("dollars", dollars);
    if (owner.key != null) {
      budget.put("key", owner.key);
    }
    gateway.connect().put(PATH, owner.workspace(), budget);
    Terminal.of(spec)
        .line(
            gateway.json()
                ? "{}"
                : "at most %s dollars a %s".formatted(dollars.toPlainString(), period));
    return 0;
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "List budgets with what is spent.")
  int list(
      @Mixin GatewayOptions gateway,
      @Option(
              names = {"-w", "--workspace"},
              paramLabel = "NAME",
              description = "Whose; not needed with one workspace.")
          @Nullable String workspace,
      @Option(names = "--keys", description = "Those of all keys instead.") boolean keys) {
    JsonNode budgets =
        gateway
            .connect()
            .get(PATH + (keys ? "?keys=true" : ""), Optional.ofNullable(keys ? null : workspace));
    Terminal terminal = Terminal.of(spec);
    if (gateway.json()) {
      terminal.line(budgets.toPrettyString());
    } else {
      budgets.forEach(
          each ->
              terminal.line(
                  "%-16s %-6s %s of %s dollars spent, renews %s"
                      .formatted(
                          each.path("key").asText("workspace"),
                          each.path("period").asText(),
                          SpendCommand.dollars(each.path("spentDollars")).toPlainString(),
                          SpendCommand.dollars(each.path("dollars")).toPlainString(),
                          each.path("renewsAt").asText())));
    }
    return 0;
  }

  @Command(
      name = "remove",
      mixinStandardHelpOptions = true,
      description = "Remove a budget; the period is bounded no more.")
  int remove(
      @Mixin GatewayOptions gateway,
      @Mixin Owner owner,
      @Parameters(paramLabel = "PERIOD", description = "day or month.") String period) {
    Query query = new Query().with("period", period).with("key", owner.key);
    gateway.connect().delete(PATH + query.text(), owner.workspace());
    Terminal.of(spec).line(gateway.json() ? "{}" : "removed the budget of a " + period);
    return 0;
  }
}
