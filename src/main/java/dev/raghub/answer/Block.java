package dev.raghub.answer;

import java.util.List;

/// The compact text that a language model is shown: chosen sentences of the best passages, each
/// source once, numbered as it is cited.
///
/// @param tokens of `text`, by `tokenizer`; never more than the ceiling
/// @param sources what `[n]` stands for, in the order of the text
/// @param leftOut passages that were found and are not in it
public record Block(
    String text, int tokens, int maxTokens, String tokenizer, List<Source> sources, int leftOut) {
  public Block {
    sources = List.copyOf(sources);
  }

  /// One source of the block.
  ///
  /// @param chunk place of the passage in its row or document, from 0
  /// @param sentences places in that passage, from 1, of the sentences that are shown
  public record Source(Citation citation, int chunk, List<Integer> sentences) {
    public Source {
      sentences = List.copyOf(sentences);
    }
  }
}
