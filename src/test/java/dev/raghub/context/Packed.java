package dev.raghub.context;

import dev.raghub.analysis.LuceneAnalysis;
import dev.raghub.answer.Block;
import dev.raghub.answer.Block.Source;
import dev.raghub.answer.BlockLimits;
import dev.raghub.answer.HandMade;
import dev.raghub.answer.Passage;
import dev.raghub.answer.PassageSentence;
import dev.raghub.answer.Retrieval;
import dev.raghub.model.TokenCounters;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/// A block of random texts, with what it was made of.
record Packed(long seed, Retrieval retrieval, BlockLimits limits, Block block) {
  static final TokenCounters COUNTERS = new TokenCounters();
  static final int DEPTH = 20;
  private static final List<String> TOKENIZERS =
      List.of("openai", "o200k_base", "cl100k_base", "p50k_base", "r50k_base", "estimate");
  private static final String QUESTION = "Which office cat sleeps in the server room of Ida Blom?";

  /// Settings as the gateway reads them.
  record Settings(String tokenizer, int passages) implements ContextSettings {}

  static Packed of(long seed) {
    Random random = new Random(seed);
    Retrieval retrieval = HandMade.retrieval(QUESTION, new RandomTexts(random).some());
    BlockLimits limits =
        new BlockLimits(
            100 + random.nextInt(1_901),
            TOKENIZERS.get(random.nextInt(TOKENIZERS.size())),
            random.nextInt(4) == 0);
    return new Packed(seed, retrieval, limits, pack(retrieval, limits));
  }

  static Block pack(Retrieval retrieval, BlockLimits limits) {
    return packer().pack(retrieval, limits);
  }

  static ContextPacker packer() {
    return new ContextPacker(COUNTERS, new Settings("openai", DEPTH));
  }

  Packed telegraphic(boolean telegraphic) {
    BlockLimits other = new BlockLimits(limits.maxTokens(), limits.tokenizer(), telegraphic);
    return new Packed(seed, retrieval, other, pack(retrieval, other));
  }

  /// The passage that `[n]` stands for.
  Passage passage(Source source) {
    return retrieval.passages().get(source.citation().number() - 1);
  }

  /// Whether it holds only the beginning of a single source, which is larger than the ceiling.
  boolean isCut() {
    return block.sources().size() == 1
        && !sourceLines().equals(line(block.sources().getFirst()))
        && sourceLines().endsWith("…");
  }

  /// The text without the note of what is left out.
  String sourceLines() {
    return block.leftOut() == 0 ? block.text() : block.text().replace(note(), "").strip();
  }

  String note() {
    return "(%d more passages left out)".formatted(block.leftOut());
  }

  /// The lines as they must be: one for each source, in their order.
  String expectedLines() {
    return block.sources().stream().map(this::line).collect(Collectors.joining("\n"));
  }

  /// A source's line, out of the passage itself and the places that the source names.
  String line(Source source) {
    Passage passage = passage(source);
    List<Integer> shown = source.sentences();
    int count = passage.sentences().size();
    StringBuilder line = new StringBuilder(Layout.head(passage.citation()));
    for (int place = 1; place <= count; place++) {
      if (shown.contains(place)) {
        line.append(' ').append(printed(passage.sentences().get(place - 1)));
      } else if (place == 1 || shown.contains(place - 1)) {
        line.append(" …");
      }
    }
    return line.toString().replace('\n', ' ');
  }

  private String printed(PassageSentence sentence) {
    if (sentence.isField()) {
      return new FieldLine(new LuceneAnalysis(), retrieval.terms()).shortened(sentence.text())
          + ";";
    }
    return limits.telegraphic() ? Telegraph.of(sentence.text()) : sentence.text();
  }

  @Override
  public String toString() {
    return "seed %d, %s, replay with -Draghub.seed=%1$d".formatted(seed, limits);
  }
}
