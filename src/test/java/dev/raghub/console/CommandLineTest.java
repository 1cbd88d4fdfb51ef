package dev.raghub.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raghub.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/// What a person types, as far as it needs no gateway: help, refusals and exit statuses.
class CommandLineTest {
  /// Commands that documents name.
  private static final String MANUAL =
      """
      demo
      start
      ask
      ingest
      extract status
      extract retry
      extract run
      source draft
      source check
      source install-triggers
      source check-triggers
      source remove-triggers
      source install-decoding
      source check-decoding
      source remove-decoding
      files put
      announcements
      queue show
      queue pause
      queue resume
      dead-letters list
      dead-letters retry
      dead-letters drop
      workspace create
      workspace list
      workspace show
      workspace delete
      key create
      key list
      key revoke
      spend
      traces
      budget set
      budget list
      budget remove
      probe
      """;

  @TempDir Path folder;

  /// How a command ended. Every command and subcommand, as the words that reach it.
  static Stream<List<String>> commands() {
    List<List<String>> found = new ArrayList<>();
    collect(Main.commandLine(), List.of(), found);
    return found.stream();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void explainsEveryCommandWithItsOptions(List<String> words) {
    CommandLine command = Main.commandLine();
    for (String word : words) {
      command = command.getSubcommands().get(word);
    }

    Ended ended = run(with(words, "--help"));

    assertThat(ended.status()).isZero();
    assertThat(ended.err()).isEmpty();
    assertThat(ended.out()).contains("Usage: raghub");
    command
        .getCommandSpec()
        .options()
        .forEach(option -> assertThat(ended.out()).contains(option.longestName()));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void describesWhatEveryCommandTakes(List<String> words) {
    CommandLine command = Main.commandLine();
    for (String word : words) {
      command = command.getSubcommands().get(word);
    }

    assertThat(command.getCommandSpec().args())
        .allSatisfy(taken -> assertThat(taken.description()).as(taken.paramLabel()).isNotEmpty());
  }

  @ParameterizedTest
  @MethodSource("commands")
  void refusesAnUnknownOption(List<String> words) {
    Ended ended = run(with(words, "--no-such-option"));

    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.err()).isNotBlank();
  }

  @Test
  void knowsTheCommandsOfTheManual() {
    assertThat(commands().map(words -> String.join(" ", words)))
        .contains("")
        .contains(MANUAL.lines().toArray(String[]::new));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "source",
        "files",
        "queue",
        "dead-letters",
        "extract",
        "workspace",
        "key",
        "budget",
        "policy",
        "cache"
      })
  void saysWhatThereIsWhereTheSubcommandIsMissing(String group) {
    Ended ended = group.isEmpty() ? run() : run(group);

    assertThat(ended.status()).isZero();
    assertThat(ended.out()).contains("Usage: raghub");
  }

  @Test
  void refusesAnUnknownCommand() {
    assertThat(run("aks", "a question").status()).isEqualTo(2);
  }

  @Test
  void saysItsVersion() {
    assertThat(run("--version").out()).startsWith("raghub ");
  }

  @Test
  void saysWhereAMappingIsBroken() throws IOException {
    Path file = folder.resolve("shop.yaml");
    Files.writeString(file, "workspace: shop\ndatabase: 5\nsources: []\n");

    Ended ended = run("source", "check", file.toString());

    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.err())
        .contains("shop.yaml, line 2, column")
        .contains("expected")
        .contains("(mapping-invalid)");
  }

  @Test
  void namesTheUnknownFieldOfAMapping() throws IOException {
    Path file = folder.resolve("shop.yaml");
    Files.writeString(
        file,
        """
        workspace: shop
        database:
          url: jdbc:postgresql://localhost/shop
        sources:
          - name: item
            tabel: item
        """);

    Ended ended = run("source", "check", file.toString());

    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.err()).contains("line 6").contains("\"tabel\"").contains("table");
  }

  @Test
  void refusesAMappingFileThatIsNotThere() {
    Ended ended = run("source", "check", folder.resolve("none.yaml").toString());

    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.err()).contains("none.yaml").contains("(mapping-invalid)");
  }

  @Test
  void endsWithFourWhereTheSourceDoesNotAnswer() throws IOException {
    Path file = folder.resolve("shop.yaml");
    Files.writeString(
        file,
        """
        workspace: shop
        database:
          url: jdbc:postgresql://127.0.0.1:%d/shop
          user: nobody
        sources:
          - name: item
            table: item
            key: [id]
        """
            .formatted(FreePort.find()));

    Ended ended = run("source", "check", file.toString());

    assertThat(ended.status()).isEqualTo(4);
    assertThat(ended.err()).contains("(source-unreachable)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"install-triggers", "check-triggers", "remove-triggers"})
  void wantsOneSourceOrAllOfThem(String command) {
    Ended neither = run("source", command, "-m", "none.yaml");
    Ended both = run("source", command, "-m", "none.yaml", "--all", "item");

    assertThat(List.of(neither.status(), both.status())).containsExactly(2, 2);
    assertThat(neither.err()).contains("--all").contains("(invalid-request)");
    assertThat(both.err()).contains("--all").contains("(invalid-request)");
  }

  @Test
  void dropsNoDeadLettersOfAllSourcesAtOnce() {
    Ended ended = run("dead-letters", "drop", "--url", "http://127.0.0.1:1", "--key", "rh_any");

    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.err()).contains("--source");
  }

  @Test
  void draftsNoMappingForAnInvalidWorkspaceName() {
    Ended ended = run("source", "draft", "jdbc:postgresql://localhost/shop", "-w", "No Name");

    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.err()).contains("(invalid-workspace-name)");
  }

  @Test
  void writesOverNoMappingUnasked() throws IOException {
    Path file = Files.writeString(folder.resolve("mine.yaml"), "mine");

    Ended ended =
        run(
            "source",
            "draft",
            "jdbc:postgresql://localhost/shop",
            "-w",
            "shop",
            "-o",
            file.toString());

    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.err()).contains("--force").contains("(conflict)");
    assertThat(file).hasContent("mine");
  }

  @Test
  void asksNobodyWithoutAKey() {
    Ended ended = run("ask", "--url", "http://127.0.0.1:1", "--key", "", "Who?");

    assertThat(ended.status()).isEqualTo(3);
    assertThat(ended.err())
        .contains("--key")
        .contains("RAGHUB_KEY")
        .contains("(not-authenticated)");
  }

  @Test
  void endsWithFourWhereNoGatewayAnswers() throws IOException {
    String url = "http://127.0.0.1:" + FreePort.find();

    Ended ended = run("ask", "--url", url, "--key", "rh_any", "Who?");

    assertThat(ended.status()).isEqualTo(4);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err()).contains(url).contains("(gateway-unreachable)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"not a url", "ftp://127.0.0.1/", "http://[", "127.0.0.1:8080"})
  void endsWithFourWhereTheAddressIsNone(String url) {
    Ended ended = run("workspace", "list", "--url", url, "--key", "rh_any");

    assertThat(ended.status()).isEqualTo(4);
    assertThat(ended.err()).contains("--url").contains("(gateway-unreachable)");
  }

  @Test
  void erasesNoWorkspaceWithoutAYes() {
    Ended ended =
        run("workspace", "delete", "shop", "--url", "http://127.0.0.1:1", "--key", "rh_any");

    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.err()).contains("--yes");
  }

  @Test
  void probesNothingWhereNoGatewayAnswers() throws IOException {
    String url = "http://127.0.0.1:" + FreePort.find();

    Ended ended = run("probe", "--url", url, "--key", "rh_any");

    assertThat(ended.status()).isEqualTo(4);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err()).contains(url).contains("(gateway-unreachable)");
  }

  @Test
  void refusesAPortThatIsNoNumber() {
    assertThat(run("start", "--port", "eighty").status()).isEqualTo(2);
  }

  private static void collect(CommandLine command, List<String> words, List<List<String>> found) {
    found.add(words);
    command
        .getSubcommands()
        .forEach(
            (name, subcommand) -> {
              if (!name.equals("help")) {
                collect(subcommand, Arrays.asList(with(words, name)), found);
              }
            });
  }

  private static String[] with(List<String> words, String last) {
    return Stream.concat(words.stream(), Stream.of(last)).toArray(String[]::new);
  }

  private static Ended run(String... words) {
    return Ended.of(words);
  }
}
