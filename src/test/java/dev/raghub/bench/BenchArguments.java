package dev.raghub.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// What is measured, and how long.
@Command(
    name = "./raghub bench",
    description = "Measures what questions cost in synthetic workspaces.",
    mixinStandardHelpOptions = true)
final class BenchArguments {
  @Option(
      names = "--chunks",
      split = ",",
      paramLabel = "N",
      description = "Sizes of the workspaces; multiples of 10. Default: 10000,100000.")
  private List<Integer> chunks = List.of(10_000, 100_000);

  @Option(
      names = "--vectors",
      paramLabel = "N",
      description =
          "The most vectors of a workspace; in a larger one every second chunk has one, or every third, and so on."
              + " Default: ${DEFAULT-VALUE}.")
  private int vectors = 1_000_000;

  @Option(
      names = "--only",
      paramLabel = "REGEX",
      description = "Benchmarks whose name has a match, beside the two that all are compared with.")
  private Optional<Pattern> only = Optional.empty();

  @Option(names = "--json", description = "Prints JSON instead of tables.")
  private boolean json;

  @Option(
      names = "--forks",
      paramLabel = "N",
      description =
          "JVMs that measure each benchmark, one after the other. Default: ${DEFAULT-VALUE}.")
  private int forks = 2;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "Seconds of each of a JVM's five iterations. Default: ${DEFAULT-VALUE}.")
  private int seconds = 2;

  @Option(
      names = "--profile",
      paramLabel = "NAME[:OPTIONS]",
      description =
          "A profiler of JMH, such as gc, stack or jfr:dir=target/bench/jfr; it says what it found as it goes.")
  private List<String> profilers = new ArrayList<>();

  /// Empty where nothing is to be measured: help was asked or an option is wrong.
  static Optional<BenchArguments> parse(String... arguments) {
    BenchArguments parsed = new BenchArguments();
    CommandLine line = new CommandLine(parsed);
    try {
      line.parseArgs(arguments);
    } catch (CommandLine.ParameterException wrong) {
      System.err.println("raghub: " + wrong.getMessage());
      line.usage(System.err);
      return Optional.empty();
    }
    if (line.isUsageHelpRequested()) {
      line.usage(System.out);
      return Optional.empty();
    }
    return Optional.of(parsed);
  }

  List<Integer> chunks() {
    return chunks;
  }

  int vectors() {
    return vectors;
  }

  boolean wants(String benchmark) {
    return only.map(pattern -> pattern.matcher(benchmark).find()).orElse(true);
  }

  boolean json() {
    return json;
  }

  int forks() {
    return forks;
  }

  int seconds() {
    return seconds;
  }

  List<String> profilers() {
    return profilers;
  }
}
