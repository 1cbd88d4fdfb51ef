package dev.raghub.mcp;

import dev.raghub.answer.BlockLimits;
import dev.raghub.model.TokenCounter;
import dev.raghub.model.TokenCounters;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.IntFunction;

/// Keeps what a tool says under a ceiling of tokens: whole lines from the top, and what was left
/// out is said.
@ApplicationScoped
public class Ceiling {
  /// What is kept free for the line that says what was left out.
  private static final int RESERVE = 20;

  private final TokenCounter counter;
  private final int maxTokens;

  Ceiling(TokenCounters counters, McpSettings settings) {
    this.counter = counters.of("openai");
    this.maxTokens = BlockLimits.checked(settings.maxTokens());
  }

  /// How many tokens an answer may have.
  int maxTokens() {
    return maxTokens;
  }

  /// The text, or as many of its lines as fit; of a first line that does not, its beginning.
  String under(String text) {
    if (counter.count(text) <= maxTokens) {
      return text;
    }
    List<String> lines = text.lines().toList();
    int kept = largest(lines.size(), count -> String.join("\n", lines.subList(0, count)));
    if (kept == 0) {
      String first = lines.getFirst();
      return beginning(first) + "\n… (cut)";
    }
    return String.join("\n", lines.subList(0, kept))
        + "\n… (%d more lines left out)".formatted(lines.size() - kept);
  }

  /// As much of the text as fits beside a line that says where it goes on.
  String beginning(String text) {
    int length = largest(text.length(), count -> text.substring(0, count));
    return text.substring(
        0, length > 0 && Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
  }

  private int largest(int most, IntFunction<String> text) {
    int fits = 0;
    int tooLong = most + 1;
    while (tooLong - fits > 1) {
      int middle = (fits + tooLong) / 2;
      if (counter.count(text.apply(middle)) <= maxTokens - RESERVE) {
        fits = middle;
      } else {
        tooLong = middle;
      }
    }
    return fits;
  }
}
