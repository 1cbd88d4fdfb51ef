package dev.raghub.console;

import io.quarkus.runtime.annotations.QuarkusMain;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// Where the process begins.
@QuarkusMain
@Command(
    name = "raghub",
    mixinStandardHelpOptions = true,
    version = "raghub 0.1.0",
    description = "A multi-tenant graph RAG gateway: PostgreSQL rows in, cited answers out.",
    subcommands = {
      DemoCommand.class,
      StartCommand.class,
      SourceCommand.class,
      IngestCommand.class,
      FilesCommand.class,
      ScheduleCommand.class,
      AnnouncementsCommand.class,
      QueueCommand.class,
      DeadLettersCommand.class,
      ExtractCommand.class,
      GraphCommand.class,
      AskCommand.class,
      EvalCommand.class,
      WorkspaceCommand.class,
      EraseCommand.class,
      KeyCommand.class,
      AuditCommand.class,
      SpendCommand.class,
      TracesCommand.class,
      BudgetCommand.class,
      PolicyCommand.class,
      CacheCommand.class,
      ProbeCommand.class,
      CommandLine.HelpCommand.class
    },
    footer = {
      "",
      "Exit status: 0 done, 1 done in part, 2 your input, 3 not allowed, 4 something raghub depends on, 5 this machine, 70 a bug."
    })
public final class Main implements Runnable {
  @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

  public static void main(String... arguments) {
    int status = commandLine().execute(arguments);
    RunningGateway.stopAll();
    System.exit(status);
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(new ErrorReport())
        .setUsageHelpAutoWidth(true);
  }

  @Override
  public void run() {
    if (spec != null) {
      spec.commandLine().usage(spec.commandLine().getOut());
    }
  }
}
