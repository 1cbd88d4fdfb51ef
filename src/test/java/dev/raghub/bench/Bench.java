package dev.raghub.bench;

import dev.raghub.bench.Benchmarks.Listed;
import dev.raghub.graph.SyntheticGraphMemory;
import dev.raghub.index.SyntheticTextIndex;
import dev.raghub.index.SyntheticVectorIndex;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `./raghub bench`: makes the workspaces, measures, prints.
public final class Bench {
  private static final int DEPTH = 100;

  private final BenchArguments arguments;
  private final List<Measured> measured = new ArrayList<>();
  private final List<Figure> figures = new ArrayList<>();

  Bench(BenchArguments arguments) {
    this.arguments = arguments;
  }

  public static void main(String[] arguments) throws IOException {
    Optional<BenchArguments> parsed = BenchArguments.parse(arguments);
    if (parsed.isPresent()) {
      BenchReport report = new Bench(parsed.get()).run();
      System.out.println(parsed.get().json() ? report.json() : report.text());
    }
  }

  /// Smaller workspaces first, so that what is interrupted has shown something.
  BenchReport run() throws IOException {
    List<Listed> wanted =
        Benchmarks.all().stream()
            .filter(it -> it.isReference() || arguments.wants(it.name()))
            .toList();
    wanted.stream().filter(it -> !it.sized()).forEach(it -> measure(it, 0));
    for (int chunks : arguments.chunks()) {
      prepare(chunks, wanted);
      wanted.stream().filter(Listed::sized).forEach(it -> measure(it, chunks));
    }
    return new BenchReport(measured, figures);
  }

  private void prepare(int chunks, List<Listed> wanted) throws IOException {
    SyntheticCorpus corpus = SyntheticCorpus.of(chunks);
    say(chunks, "text index");
    figures.addAll(SyntheticTextIndex.figures(corpus));
    if (wanted.stream().anyMatch(Listed::searchesVectors)) {
      say(chunks, "vector index");
      figures.addAll(SyntheticVectorIndex.figures(corpus, arguments.vectors(), DEPTH));
    }
    if (arguments.wants("GraphMemory")) {
      say(chunks, "graph in memory");
      figures.addAll(SyntheticGraphMemory.figures(corpus));
    }
  }

  private void measure(Listed benchmark, int chunks) {
    Measured result = Benchmarks.run(benchmark, chunks, arguments);
    measured.add(result);
    say(
        result.chunks(),
        "%s p50 %.0f, p99 %.0f µs".formatted(result.name(), result.p50(), result.p99()));
  }

  private static void say(int chunks, String what) {
    System.err.println(chunks == 0 ? what : "%,d chunks: %s".formatted(chunks, what));
  }
}
