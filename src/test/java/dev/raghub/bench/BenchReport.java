package dev.raghub.bench;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a run has found, as tables in Markdown or as JSON.
///
/// @param measured in the order in which it is printed
record BenchReport(List<Measured> measured, List<Figure> figures) {
  private static final double MEGABYTE = 1 << 20;
  private static final double TEN = 10;
  private static final double THOUSAND = 1_000;

  BenchReport {
    measured = List.copyOf(measured);
    figures = List.copyOf(figures);
  }

  String text() {
    List<String> lines = new ArrayList<>();
    lines.add(machine());
    lines.add("");
    lines.add("| Benchmark | Chunks | p50 | p95 | p99 | × embedder | × BM25 | × smallest |");
    lines.add("|---|--:|--:|--:|--:|--:|--:|--:|");
    measured.stream().map(this::row).forEach(lines::add);
    lines.add("");
    lines.add("| Figure | Chunks | |");
    lines.add("|---|--:|--:|");
    figures.stream().map(BenchReport::row).forEach(lines::add);
    return String.join("\n", lines);
  }

  String json() {
    try {
      return new ObjectMapper()
          .findAndRegisterModules()
          .writerWithDefaultPrettyPrinter()
          .writeValueAsString(
              new Json(machine(), measured.stream().map(this::compared).toList(), figures));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private String row(Measured it) {
    return "| %s | %s | %s | %s | %s | %s | %s | %s |"
        .formatted(
            it.name(),
            it.chunks() == 0 ? "" : "%,d".formatted(it.chunks()),
            time(it.p50()),
            time(it.p95()),
            time(it.p99()),
            toEmbedder(it).map(BenchReport::ratio).orElse(""),
            toBm25(it).map(BenchReport::ratio).orElse(""),
            toSmallest(it).map(BenchReport::ratio).orElse(""));
  }

  private static String row(Figure it) {
    String value =
        it.unit().equals("bytes")
            ? "%,.1f MiB".formatted(it.value() / MEGABYTE)
            : it.value() == Math.rint(it.value())
                ? "%,.0f".formatted(it.value())
                : "%.3f".formatted(it.value());
    return "| %s | %,d | %s |".formatted(it.name(), it.chunks(), value);
  }

  private Compared compared(Measured it) {
    return new Compared(it, toEmbedder(it), toBm25(it), toSmallest(it));
  }

  private Optional<Double> toEmbedder(Measured it) {
    return reference(Benchmarks.EMBEDDER, 0).map(embedder -> it.p50() / embedder);
  }

  private Optional<Double> toBm25(Measured it) {
    return reference(Benchmarks.BM25, it.chunks()).map(bm25 -> it.p50() / bm25);
  }

  /// How it grows with the workspace.
  private Optional<Double> toSmallest(Measured it) {
    return measured.stream()
        .filter(other -> other.name().equals(it.name()) && other.chunks() < it.chunks())
        .findFirst()
        .map(other -> it.p50() / other.p50());
  }

  private Optional<Double> reference(String name, int chunks) {
    return measured.stream()
        .filter(it -> it.name().equals(name) && it.chunks() == chunks)
        .map(Measured::p50)
        .findFirst();
  }

  private static String ratio(double ratio) {
    return ratio < TEN ? "%.2f".formatted(ratio) : "%,.0f".formatted(ratio);
  }

  private static String time(double micros) {
    return micros < TEN
        ? "%.1f µs".formatted(micros)
        : micros < THOUSAND
            ? "%.0f µs".formatted(micros)
            : micros < THOUSAND * THOUSAND
                ? "%.2f ms".formatted(micros / THOUSAND)
                : "%.2f s".formatted(micros / THOUSAND / THOUSAND);
  }

  private static String machine() {
    Runtime runtime = Runtime.getRuntime();
    return "%d processors, %.1f GiB heap, Java %s (%s), %s %s"
        .formatted(
            runtime.availableProcessors(),
            runtime.maxMemory() / MEGABYTE / 1024,
            Runtime.version(),
            System.getProperty("java.vm.name"),
            System.getProperty("os.name"),
            System.getProperty("os.arch").toLowerCase(Locale.ROOT));
  }

  private record Compared(
      @JsonUnwrapped Measured measured,
      Optional<Double> timesEmbedder,
      Optional<Double> timesBm25,
      Optional<Double> timesSmallest) {}

  private record Json(String machine, List<Compared> measured, List<Figure> figures) {}
}
