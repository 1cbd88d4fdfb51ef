package dev.raghub.console;

import dev.raghub.source.DecodingPlan;
import dev.raghub.source.Mapping;
import dev.raghub.source.PostgresDecoding;
import dev.raghub.source.PostgresDecoding.Slot;
import dev.raghub.source.SlotNames;
import dev.raghub.source.TriggerPlan.Told;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The publication and the slot by which a customer's database tells of its changes by its log.
/// These commands speak to that database alone; no gateway is needed.
abstract class DecodingCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Mixin private MappedDatabase database = new MappedDatabase();

  @Option(
      names = "--prefix",
      paramLabel = "NAME",
      defaultValue = "raghub",
      description = "What the gateway has as raghub.decoding.prefix. Default: ${DEFAULT-VALUE}.")
  private String prefix = "raghub";

  /// Does it in the mapping's database, with its slot and publication of this name.
  abstract int run(Mapping mapping, String name, PostgresDecoding database);

  @Override
  public final Integer call() {
    Mapping mapping = database.mapping();
    String name =
        SlotNames.of(prefix, mapping.workspace(), mapping.database().resolve(System::getenv));
    try (PostgresDecoding decoding = PostgresDecoding.connect(database.address(mapping))) {
      return run(mapping, name, decoding);
    }
  }

  final Terminal terminal() {
    return Terminal.of(spec);
  }

  final DecodingPlan plan(Mapping mapping, PostgresDecoding decoding) {
    DecodingPlan plan = decoding.plan(mapping);
    plan.untold()
        .forEach(
            untold ->
                terminal()
                    .line(
                        "-- %s cannot tell: %s; its changes come with runs and webhooks"
                            .formatted(untold.source(), untold.reason())));
    return plan;
  }

  final List<String> obstacles(Mapping mapping, PostgresDecoding decoding) {
    return decoding.obstacles(database.reader(mapping));
  }

  /// Publishes.
  @Command(
      name = "install-decoding",
      mixinStandardHelpOptions = true,
      description = {
        "Publish a mapping's tables, so that the gateway can read their changes from the write-ahead log.",
        "The gateway makes the slot when it finds 'changes: decoding' in the mapping."
      })
  static final class Install extends DecodingCommand {
    @Option(names = "--print", description = "Print the SQL instead of running it.")
    private boolean print;

    @Override
    int run(Mapping mapping, String name, PostgresDecoding decoding) {
      DecodingPlan plan = plan(mapping, decoding);
      if (print) {
        PostgresDecoding.publishing(name, plan.tables())
            .forEach(statement -> terminal().line(statement + ";"));
        return 0;
      }
      decoding.publish(name, plan.tables());
      plan.told().stream()
          .map(Told::tableName)
          .distinct()
          .forEach(table -> terminal().line(table + " is published"));
      List<String> obstacles = obstacles(mapping, decoding);
      obstacles.forEach(obstacle -> terminal().line(obstacle));
      return obstacles.isEmpty() ? 0 : 2;
    }
  }

  /// Checks it.
  @Command(
      name = "check-decoding",
      mixinStandardHelpOptions = true,
      description =
          "Say what keeps a database from telling by its log, and how much of the log it keeps for the gateway. Exit status 2 if anything does.")
  static final class Check extends DecodingCommand {
    @Override
    int run(Mapping mapping, String name, PostgresDecoding decoding) {
      List<String> problems = new ArrayList<>(obstacles(mapping, decoding));
      DecodingPlan plan = plan(mapping, decoding);
      if (!decoding.publishes(name, plan.tables())) {
        problems.add("publication %s lacks tables; run install-decoding".formatted(name));
      }
      Optional<Slot> slot = decoding.slot(name);
      if (slot.isEmpty()) {
        problems.add("slot %s is not there; a gateway makes it".formatted(name));
      } else if (slot.get().lost()) {
        problems.add("the server has given slot %s up; a gateway makes it anew".formatted(name));
      } else if (!slot.get().active()) {
        problems.add("no gateway streams slot " + name);
      }
      problems.forEach(problem -> terminal().line(problem));
      terminal()
          .line(
              "%d tables, %d bytes of the log kept, %d problems"
                  .formatted(
                      plan.tables().size(), slot.map(Slot::behind).orElse(0L), problems.size()));
      return problems.isEmpty() ? 0 : 2;
    }
  }

  /// Removes it.
  @Command(
      name = "remove-decoding",
      mixinStandardHelpOptions = true,
      description = {
        "Drop a mapping's slot and publication, so that the database keeps no log for it any more.",
        "Take 'changes: decoding' out of the mapping before, or a gateway makes them anew."
      })
  static final class Remove extends DecodingCommand {
    @Override
    int run(Mapping mapping, String name, PostgresDecoding decoding) {
      decoding.dropSlot(name);
      decoding.unpublish(name);
      terminal().line("slot and publication %s are gone".formatted(name));
      return 0;
    }
  }
}
