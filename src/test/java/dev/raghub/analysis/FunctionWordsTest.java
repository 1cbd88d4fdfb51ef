package dev.raghub.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FunctionWordsTest {
  private final LuceneAnalysis analysis = new LuceneAnalysis();
  private final List<String> words = Arrays.asList(FunctionWords.TEXT.strip().split("\\s+", -1));

  @Test
  void listsEveryWordOnce() {
    assertThat(words).doesNotHaveDuplicates();
  }

  /// The weight is looked up by term, and a stemmer may give a word another form.
  @Test
  void weighsLittleInTheFormThatIsSearched() {
    assertThat(words)
        .allSatisfy(
            word ->
                assertThat(analysis.terms(word, 10))
                    .hasSize(1)
                    .allMatch(term -> analysis.importance(term) == FunctionWords.WEIGHT));
  }
}
