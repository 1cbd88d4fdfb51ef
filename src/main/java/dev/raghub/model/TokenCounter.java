package dev.raghub.model;

/// Counts a text's tokens as a model's tokenizer does. Safe for many threads.
public interface TokenCounter {
  int count(String text);
}
