package dev.raghub.console;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.source.DatabaseAddress;
import dev.raghub.source.DatabaseReference;
import dev.raghub.source.Draft;
import dev.raghub.source.Mapping;
import dev.raghub.source.MappingCheck;
import dev.raghub.source.MappingYaml;
import dev.raghub.source.PostgresSource;
import dev.raghub.source.Problem;
import dev.raghub.source.Problem.Severity;
import dev.raghub.source.SchemaDraft;
import dev.raghub.workspace.WorkspaceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Mappings. These commands speak to the source database alone; no gateway is needed.
@Command(
    name = "source",
    mixinStandardHelpOptions = true,
    description = "Draft and check the mapping of a database, and have it tell of its changes.",
    subcommands = {
      TriggersCommand.Install.class,
      TriggersCommand.Check.class,
      TriggersCommand.Remove.class,
      DecodingCommand.Install.class,
      DecodingCommand.Check.class,
      DecodingCommand.Remove.class
    },
    synopsisSubcommandLabel = "(draft | check | (install | check | remove)-(triggers | decoding))")
final class SourceCommand extends Group {
  @Spec private @Nullable CommandSpec spec;

  @Override
  @Nullable CommandSpec spec() {
    return spec;
  }

  @Command(
      name = "draft",
      mixinStandardHelpOptions = true,
      description = {
        "Read a database's schema and write the mapping that turns its rows into documents.",
        "It can be used as it is, and edited. The password comes from the environment, never from the file."
      })
  int draft(
      @Parameters(paramLabel = "JDBC_URL", description = "jdbc:postgresql://host:5432/database")
          String url,
      @Option(
              names = {"-w", "--workspace"},
              required = true,
              paramLabel = "NAME",
              description = "The workspace to fill.")
          String workspace,
      @Option(
              names = "--user",
              description = "Default: RAGHUB_SOURCE_USER.",
              defaultValue = "${env:RAGHUB_SOURCE_USER:-}")
          String user,
      @Option(
              names = {"-o", "--out"},
              paramLabel = "FILE",
              description = "Default: etl/NAME.yaml; - prints.")
          @Nullable Path out,
      @Option(names = "--force", description = "Write over an existing file.") boolean force) {
    WorkspaceId id = new WorkspaceId(workspace);
    Path file = out == null ? Path.of("etl", id.value() + ".yaml") : out;
    boolean print = file.toString().equals("-");
    if (!print && Files.exists(file) && !force) {
      throw new RaghubException(
          ErrorCode.CONFLICT,
          file + " exists; use --force to write over it, or --out to write another");
    }
    deliver(drafted(address(url, user), id), file, print);
    return 0;
  }

  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      description =
          "Compare a mapping with its database and list every problem. Exit status 2 when a source cannot be read.")
  int check(
      @Parameters(paramLabel = "FILE", description = "Such as etl/shop.yaml") Path file,
      @Option(names = "--json", description = "Print JSON for machines.") boolean json) {
    Mapping mapping = MappingYaml.read(file);
    List<Problem> problems = problems(mapping);
    Terminal terminal = Terminal.of(spec);
    if (json) {
      terminal.line(GatewayClient.JSON.valueToTree(problems).toPrettyString());
    } else {
      problems.forEach(problem -> terminal.line(problem.toString()));
      terminal.line("%d sources, %d errors".formatted(mapping.sources().size(), errors(problems)));
    }
    return errors(problems) == 0 ? 0 : 2;
  }

  /// A folder is the gateway's to see; of what a database has, the database tells.
  private static List<Problem> problems(Mapping mapping) {
    if (mapping.database().equals(DatabaseReference.NONE)) {
      return List.of();
    }
    try (PostgresSource database =
        PostgresSource.connect(mapping.database().resolve(System::getenv))) {
      return MappingCheck.check(mapping, database.catalog(mapping));
    }
  }

  private static long errors(List<Problem> problems) {
    return problems.stream().filter(problem -> problem.severity() == Severity.ERROR).count();
  }

  private void deliver(Draft draft, Path file, boolean print) {
    Terminal terminal = Terminal.of(spec);
    if (print) {
      terminal.line(draft.yaml().stripTrailing());
    } else {
      write(file, draft.yaml());
      terminal.line(
          "wrote %s: %d sources. Next: raghub ingest %s"
              .formatted(file, draft.mapping().sources().size(), draft.mapping().workspace()));
    }
  }

  private static Draft drafted(DatabaseAddress address, WorkspaceId workspace) {
    try (PostgresSource database = PostgresSource.connect(address)) {
      return SchemaDraft.draft(database.sampledCatalog(), workspace.value(), address);
    }
  }

  /// What the command line names goes before what the URL holds, and that before the environment.
  private static DatabaseAddress address(String url, String user) {
    DatabaseAddress given = DatabaseAddress.of(url);
    return new DatabaseAddress(
        given.url(),
        user.isEmpty() ? given.user() : user,
        given.password().isEmpty() ? password() : given.password());
  }

  private static String password() {
    String password = System.getenv("RAGHUB_SOURCE_PASSWORD");
    return password == null ? "" : password;
  }

  private static void write(Path file, String text) {
    try {
      if (file.getParent() != null) {
        Files.createDirectories(file.getParent());
      }
      Files.writeString(file, text);
    } catch (IOException refused) {
      throw new RaghubException(
          ErrorCode.FOLDER_NOT_WRITABLE,
          "cannot write " + file + "; name another with --out",
          refused);
    }
  }
}
