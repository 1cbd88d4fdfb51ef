package dev.raghub.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raghub.bench.Benchmarks.Listed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every benchmark runs to its end, once, in a small workspace. Says nothing about times.
class BenchTest {
  private static final String LOCK = "jmh.ignoreLock";
  private static final String CHUNKS = "200";

  @TempDir Path folder;

  @BeforeEach
  void setUp() {
    System.setProperty(BenchFolder.PROPERTY, folder.toString());
    // Another build may measure on this machine.
    System.setProperty(LOCK, "true");
  }

  @AfterEach
  void tearDown() {
    System.clearProperty(BenchFolder.PROPERTY);
    System.clearProperty(LOCK);
  }

  @Test
  void runsEveryBenchmarkToItsEnd() throws IOException {
    BenchReport report = bench("--chunks", CHUNKS).run();

    assertThat(report.measured())
        .extracting(Measured::name)
        .containsExactlyElementsOf(Benchmarks.all().stream().map(Listed::name).toList())
        .contains(
            "Embedder.question",
            "TextIndex.passages",
            "TextIndex.weights",
            "VectorIndex.nearest",
            "ForwardPush.walk",
            "Ranking.ranked",
            "EditedRanking.ranked",
            "Retrieval.retrieve",
            "Packing.openai",
            "Packing.estimate",
            "GraphLoad.load",
            "GraphDelta.first");
    assertThat(report.measured()).allMatch(it -> it.p50() > 0 && it.p99() >= it.p50());
    assertThat(report.figures())
        .extracting(Figure::name)
        .contains("graph on the heap per 100,000 nodes", "recall@100 of kNN");
  }

  @Test
  void comparesWithEmbedderAndBm25() {
    BenchReport report =
        new BenchReport(
            List.of(
                new Measured(Benchmarks.EMBEDDER, 0, 4_000, 4_500, 5_000, 900),
                new Measured(Benchmarks.BM25, 10, 2_000, 2_500, 3_000, 900),
                new Measured("Ranking.ranked", 10, 1_000, 1_200, 1_500, 900),
                new Measured("Ranking.ranked", 20, 1_500, 1_700, 1_900, 900)),
            List.of(Figure.bytes(10, "graph on the heap", 3 << 20)));

    assertThat(report.text())
        .contains("| Ranking.ranked | 10 | 1.00 ms | 1.20 ms | 1.50 ms | 0.25 | 0.50 |  |")
        .contains("| Ranking.ranked | 20 | 1.50 ms | 1.70 ms | 1.90 ms | 0.38 |  | 1.50 |")
        .contains("| Embedder.question |  | 4.00 ms | 4.50 ms | 5.00 ms | 1.00 |  |  |")
        .contains("| graph on the heap | 10 | 3.0 MiB |");
    assertThat(report.json())
        .contains("\"p50\" : 1000.0")
        .contains("\"timesEmbedder\" : 0.25", "\"timesBm25\" : 0.5");
  }

  @Test
  void choosesBenchmarksByName() {
    assertThat(
            Benchmarks.all().stream().map(Listed::name).filter(arguments("--only", "Pack")::wants))
        .containsExactly("Packing.estimate", "Packing.openai");
    assertThat(BenchArguments.parse("--chunk", "10")).isEmpty();
  }

  private static Bench bench(String... more) {
    return new Bench(
        arguments(
            Stream.concat(Stream.of("--forks", "0", "--seconds", "0"), Stream.of(more))
                .toArray(String[]::new)));
  }

  private static BenchArguments arguments(String... arguments) {
    return BenchArguments.parse(arguments).orElseThrow();
  }
}
