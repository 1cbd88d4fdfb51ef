package dev.raghub.console;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.source.Mapping;
import dev.raghub.source.PostgresSource;
import dev.raghub.source.PostgresTriggers;
import dev.raghub.source.SourceMapping;
import dev.raghub.source.TriggerPlan;
import dev.raghub.source.TriggerPlan.Told;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The triggers by which a customer's database tells of its changes. These commands speak to that
/// database alone; no gateway is needed.
abstract class TriggersCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "SOURCE",
      description = "As the mapping calls it; or --all.")
  private @Nullable String source;

  @Option(names = "--all", description = "All sources of the mapping.")
  private boolean all;

  @Mixin private MappedDatabase database = new MappedDatabase();

  /// Does it with what tells.
  abstract int run(Mapping mapping, List<Told> told);

  @Override
  public final Integer call() {
    if ((source == null) == !all) {
      throw new RaghubException(
          ErrorCode.INVALID_REQUEST, "name one source of the mapping, or --all of them");
    }
    Mapping mapping = database.mapping();
    TriggerPlan.Plan plan = plan(mapping);
    plan.untold()
        .forEach(
            untold ->
                terminal()
                    .line(
                        "-- %s cannot tell, because %s: its changes come with runs and webhooks"
                            .formatted(untold.source(), untold.reason())));
    return run(mapping, plan.told());
  }

  final Terminal terminal() {
    return Terminal.of(spec);
  }

  final MappedDatabase database() {
    return database;
  }

  private TriggerPlan.Plan plan(Mapping mapping) {
    List<SourceMapping> chosen =
        mapping.sources().stream().filter(each -> all || each.name().equals(source)).toList();
    if (chosen.isEmpty()) {
      throw new RaghubException(
          ErrorCode.NOT_FOUND, "the mapping has no source \"%s\"".formatted(source));
    }
    try (PostgresSource read = PostgresSource.connect(database.address(mapping))) {
      return TriggerPlan.of(mapping, read.catalog(mapping), chosen);
    }
  }

  /// Installs them.
  @Command(
      name = "install-triggers",
      mixinStandardHelpOptions = true,
      description = {
        "Have a database tell of its changes, by a queue table and triggers.",
        "Installed anew, they are brought up to date. Each table is locked for a moment, or not at all within 5 s."
      })
  static final class Install extends TriggersCommand {
    @Option(names = "--print", description = "Print the SQL instead of running it.")
    private boolean print;

    @Option(
        names = "--no-notify",
        description = "Let the gateway look every few seconds instead of waking it.")
    private boolean quiet;

    @Override
    int run(Mapping mapping, List<Told> told) {
      if (print) {
        PostgresTriggers.script(told, database().guest(mapping), !quiet)
            .forEach(statement -> terminal().line(statement + ";"));
        return 0;
      }
      try (PostgresTriggers triggers = PostgresTriggers.connect(database().address(mapping))) {
        triggers.install(told, database().guest(mapping), !quiet);
      }
      told.forEach(
          each -> terminal().line("%s tells of %s".formatted(each.tableName(), each.source())));
      return 0;
    }
  }

  /// Checks them.
  @Command(
      name = "check-triggers",
      mixinStandardHelpOptions = true,
      description = "Say which triggers are missing, out of date or off. Exit status 2 if any is.")
  static final class Check extends TriggersCommand {
    @Override
    int run(Mapping mapping, List<Told> told) {
      try (PostgresTriggers triggers = PostgresTriggers.connect(database().address(mapping))) {
        List<String> problems = triggers.check(told);
        problems.forEach(problem -> terminal().line(problem));
        terminal().line("%d tables, %d problems".formatted(told.size(), problems.size()));
        return problems.isEmpty() ? 0 : 2;
      }
    }
  }

  /// Removes them.
  @Command(
      name = "remove-triggers",
      mixinStandardHelpOptions = true,
      description = "Take the triggers away, and the queue with the last of them.")
  static final class Remove extends TriggersCommand {
    @Option(names = "--print", description = "Print the SQL instead of running it.")
    private boolean print;

    @Override
    int run(Mapping mapping, List<Told> told) {
      if (print) {
        PostgresTriggers.removal(told).forEach(statement -> terminal().line(statement + ";"));
        return 0;
      }
      try (PostgresTriggers triggers = PostgresTriggers.connect(database().address(mapping))) {
        long lost = triggers.remove(told);
        terminal()
            .line(
                "%d tables tell no more%s"
                    .formatted(
                        told.size(),
                        lost == 0
                            ? ""
                            : "; %d changes were still in the queue, run an ingest"
                                .formatted(lost)));
      }
      return 0;
    }
  }
}
