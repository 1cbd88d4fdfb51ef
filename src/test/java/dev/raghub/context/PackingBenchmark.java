package dev.raghub.context;

import dev.raghub.answer.BlockLimits;
import dev.raghub.answer.Retrieval;
import dev.raghub.bench.DefaultSettings;
import dev.raghub.bench.Questions;
import dev.raghub.model.TokenCounters;
import dev.raghub.retrieve.SyntheticSearch;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// A block of 800 tokens out of twenty passages that were really retrieved.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class PackingBenchmark {
  @Param("10000")
  int chunks;

  @Param("1000000")
  int vectors;

  private static final int TOKENS = 800;

  private final ContextPacker packer =
      new ContextPacker(new TokenCounters(), DefaultSettings.of(ContextSettings.class));
  private SyntheticSearch search;
  private Questions<Retrieval> questions;

  @Setup
  public void open() {
    search = new SyntheticSearch(chunks, vectors, 0);
    questions = search.questions(search::retrieve);
  }

  @TearDown
  public void close() {
    search.close();
  }

  @Benchmark
  public Object openai() {
    return packer.pack(questions.next(), new BlockLimits(TOKENS, "openai", false));
  }

  @Benchmark
  public Object estimate() {
    return packer.pack(questions.next(), new BlockLimits(TOKENS, TokenCounters.ESTIMATE, false));
  }
}
