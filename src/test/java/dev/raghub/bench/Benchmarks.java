package dev.raghub.bench;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/// The benchmarks that were compiled, and how one is run.
final class Benchmarks {
  static final String EMBEDDER = "Embedder.question";
  static final String BM25 = "TextIndex.passages";

  /// What is compared with, then in the order of a question, then what keeps the graph up to date.
  private static final List<String> ORDER =
      List.of(
          "Embedder",
          "TextIndex",
          "VectorIndex",
          "ForwardPush",
          "Ranking",
          "EditedRanking",
          "Retrieval",
          "Packing",
          "GraphLoad",
          "GraphDelta");

  private static final String CHUNKS = "chunks";
  private static final String VECTORS = "vectors";
  private static final int ITERATIONS = 5;
  private static final int WARMUP = 4;

  private Benchmarks() {}

  /// All benchmarks, in the order of [#ORDER].
  static List<Listed> all() {
    Set<BenchmarkListEntry> entries =
        BenchmarkList.defaultList().getAll(format(VerboseMode.SILENT), List.of());
    return entries.stream()
        .map(Benchmarks::listed)
        .sorted(
            Comparator.comparingInt((Listed it) -> place(it.name())).thenComparing(Listed::name))
        .toList();
  }

  static Measured run(Listed benchmark, int chunks, BenchArguments arguments) {
    int size = benchmark.sized() ? chunks : 0;
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("^" + Pattern.quote(benchmark.method()) + "$")
            .param(CHUNKS, Integer.toString(chunks))
            .param(VECTORS, Integer.toString(arguments.vectors()))
            .forks(arguments.forks())
            .warmupIterations(arguments.forks() == 0 ? 0 : WARMUP)
            .warmupTime(TimeValue.seconds(arguments.seconds()))
            .measurementIterations(arguments.forks() == 0 ? 1 : ITERATIONS)
            .measurementTime(duration(arguments))
            .jvmArgsAppend("-D" + BenchFolder.PROPERTY + "=" + BenchFolder.root())
            .shouldFailOnError(true);
    for (String profiler : arguments.profilers()) {
      String[] parts = profiler.split(":", 2);
      options.addProfiler(parts[0], parts.length < 2 ? "" : parts[1]);
    }
    try {
      OutputFormat shown =
          format(arguments.profilers().isEmpty() ? VerboseMode.SILENT : VerboseMode.EXTRA);
      RunResult result = new Runner(options.build(), shown).runSingle();
      return Measured.of(benchmark.name(), size, result.getPrimaryResult().getStatistics());
    } catch (RunnerException failure) {
      throw new IllegalStateException(benchmark.name() + " failed", failure);
    }
  }

  /// Standard output belongs to the report.
  private static OutputFormat format(VerboseMode mode) {
    return OutputFormatFactory.createFormatInstance(System.err, mode);
  }

  private static TimeValue duration(BenchArguments arguments) {
    return arguments.seconds() == 0
        ? TimeValue.milliseconds(1)
        : TimeValue.seconds(arguments.seconds());
  }

  private static int place(String name) {
    return ORDER.indexOf(name.substring(0, name.indexOf('.')));
  }

  private static Listed listed(BenchmarkListEntry entry) {
    String method = entry.getUsername();
    String[] parts = method.split("\\.", -1);
    String type = parts[parts.length - 2].replaceFirst("Benchmark$", "");
    return new Listed(
        type + "." + parts[parts.length - 1],
        method,
        parameters(entry).contains(CHUNKS),
        parameters(entry).contains(VECTORS));
  }

  private static Set<String> parameters(BenchmarkListEntry entry) {
    return entry.getParams().orElse(Map.of()).keySet();
  }

  /// A benchmark.
  ///
  /// @param name for people
  /// @param method its full name
  /// @param sized whether the size of the workspace plays a part
  /// @param searchesVectors whether it needs an index of vectors
  record Listed(String name, String method, boolean sized, boolean searchesVectors) {
    boolean isReference() {
      return name.equals(EMBEDDER) || name.equals(BM25);
    }
  }
}
