package dev.raghub.context;

import dev.raghub.analysis.LuceneAnalysis;
import dev.raghub.analysis.QuestionTerms;
import dev.raghub.analysis.TermWeight;
import dev.raghub.answer.BlockLimits;
import dev.raghub.answer.Citation;
import dev.raghub.answer.Passage;
import dev.raghub.answer.PassageSentence;
import dev.raghub.answer.Retrieval;
import dev.raghub.bench.BenchSeed;
import dev.raghub.bench.Questions;
import dev.raghub.bench.SyntheticChunk;
import dev.raghub.bench.SyntheticCorpus;
import dev.raghub.bench.SyntheticQuestion;
import dev.raghub.corpus.Item;
import dev.raghub.model.TokenCounters;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// A block of 800 tokens out of twenty passages. The size of the workspace plays no part.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class PackingBenchmark {
  private static final int CHUNKS = 1_000;
  private static final int PASSAGES = 20;
  private static final int TOKENS = 800;
  private static final double WEIGHT = 6;

  private final LuceneAnalysis analysis = new LuceneAnalysis();
  private final SyntheticCorpus corpus = BenchSeed.corpus(CHUNKS);
  private final Questions<Retrieval> questions = Questions.of(corpus, this::found);
  private final ContextPacker packer = new ContextPacker(new TokenCounters(), new Defaults());

  @Benchmark
  public Object openai() {
    return packer.pack(questions.next(), new BlockLimits(TOKENS, "openai", false));
  }

  @Benchmark
  public Object estimate() {
    return packer.pack(questions.next(), new BlockLimits(TOKENS, TokenCounters.ESTIMATE, false));
  }

  /// The passage that the question is about, and those beside it, which are of its topic.
  private Retrieval found(SyntheticQuestion question) {
    Map<String, TermWeight> weights =
        analysis.terms(question.text(), QuestionTerms.MAX_TERMS).stream()
            .collect(
                Collectors.toMap(
                    Function.identity(),
                    term -> new TermWeight(WEIGHT * analysis.importance(term), true)));
    QuestionTerms terms = QuestionTerms.of(weights);
    List<Passage> passages =
        IntStream.range(0, PASSAGES)
            .mapToObj(i -> passage(1 + i, (question.target() + i) % CHUNKS, terms))
            .toList();
    return new Retrieval(passages, List.of(), 0, terms);
  }

  private Passage passage(int rank, int number, QuestionTerms terms) {
    SyntheticChunk chunk = corpus.chunk(number);
    Item item = corpus.item(chunk.item());
    List<PassageSentence> sentences =
        chunk.lines().stream()
            .map(
                line ->
                    new PassageSentence(
                        line.sentence().text(),
                        mask(line.terms(), terms),
                        line.names().size() > 1,
                        0))
            .toList();
    long all = sentences.stream().mapToLong(PassageSentence::terms).reduce(0, (a, b) -> a | b);
    return new Passage(
        rank,
        1.0 / rank,
        new Citation(rank, item.source(), item.key(), 1, item.title(), item.changedAt()),
        chunk.ordinal(),
        all,
        sentences,
        List.of(),
        Optional.empty());
  }

  private static long mask(char[] set, QuestionTerms terms) {
    return terms.in(set, 0, set.length);
  }

  private record Defaults() implements ContextSettings {
    @Override
    public String tokenizer() {
      return "openai";
    }

    @Override
    public int passages() {
      return PASSAGES;
    }
  }
}
