package dev.raghub.rest;

import dev.raghub.answer.BlockLimits;
import dev.raghub.answer.Question;
import dev.raghub.answer.Ranking;
import dev.raghub.context.ContextPacker;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A search as it arrives.
public record RetrieveRequest(
    @Schema(
            required = true,
            examples = "Which deploy caused incident INC-2031?",
            minLength = 1,
            maxLength = Question.MAX_TEXT)
        @Nullable String question,
    @Schema(description = "passages at most", minimum = "1", maximum = "100", defaultValue = "8")
        Optional<Integer> limit,
    @Schema(description = "show why each passage stands where it stands", defaultValue = "false")
        Optional<Boolean> explain,
    @Schema(
            description = "how to rank: graph, or one of its controls",
            enumeration = {"graph", "fusion", "bm25", "dense", "walk"},
            defaultValue = "graph")
        Optional<String> ranking,
    @Schema(
            description = "also pack a context block under this ceiling",
            minimum = "100",
            maximum = "32000",
            examples = "800")
        Optional<Integer> maxTokens,
    @Schema(
            description = "whose tokens the ceiling counts",
            enumeration = {
              "openai",
              "o200k_base",
              "cl100k_base",
              "p50k_base",
              "r50k_base",
              "estimate"
            })
        Optional<String> tokenizer,
    @Schema(description = "leave words of grammar out of the block", defaultValue = "false")
        Optional<Boolean> telegraphic) {

  /// The question that it asks.
  public Question toQuestion(boolean explained) {
    return new Question(
        Body.text("question", question),
        limit.orElse(Question.DEFAULT_LIMIT),
        Body.choice("ranking", Ranking.class, ranking.orElse("graph")),
        explained);
  }

  /// Whether it also wants a context block.
  public boolean packs() {
    return maxTokens.isPresent() || tokenizer.isPresent() || telegraphic.isPresent();
  }

  Optional<BlockLimits> toLimits(ContextPacker packer) {
    return maxTokens.map(
        max ->
            tokenizer
                .map(name -> new BlockLimits(max, name, telegraphic.orElse(false)))
                .orElseGet(() -> packer.limits(max, telegraphic.orElse(false))));
  }
}
