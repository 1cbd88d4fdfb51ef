package dev.raghub.answer;

import dev.raghub.analysis.LuceneAnalysis;
import dev.raghub.analysis.QuestionTerms;
import dev.raghub.analysis.TermSets;
import dev.raghub.analysis.TermWeight;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// A retrieval that a test makes by hand: texts in the order of their ranks, whose sentences know
/// of the question's terms what they say. Each term weighs what it is important, and is known if
/// any of the texts has it.
public final class HandMade {
  private static final LuceneAnalysis ANALYSIS = new LuceneAnalysis();

  private HandMade() {}

  /// A text that was found.
  ///
  /// @param asked the field lines that the question asks for
  /// @param cosine as the dense leg saw it; 0 = that leg did not see it
  public record Text(
      String source,
      String key,
      String title,
      List<String> sentences,
      List<String> asked,
      double cosine) {
    public Text {
      sentences = List.copyOf(sentences);
      asked = List.copyOf(asked);
    }

    /// A pushed document whose key is its title.
    public static Text of(String title, String... sentences) {
      return new Text("documents", title, title, Arrays.asList(sentences), List.of(), 0);
    }

    /// A row of a table.
    public static Text row(String source, String key, String title, String... fields) {
      return new Text(source, key, title, Arrays.asList(fields), List.of(), 0);
    }

    public Text asking(String... fields) {
      return new Text(source, key, title, sentences, Arrays.asList(fields), cosine);
    }

    public Text alike(double similarity) {
      return new Text(source, key, title, sentences, asked, similarity);
    }

    private String heading() {
      return title + "\n" + source + " " + key;
    }
  }

  public static Retrieval retrieval(String question, Text... texts) {
    return retrieval(question, Arrays.asList(texts));
  }

  public static Retrieval retrieval(String question, List<Text> texts) {
    QuestionTerms terms = terms(question, texts);
    List<Passage> passages = new ArrayList<>();
    for (Text text : texts) {
      passages.add(passage(passages.size() + 1, text, terms));
    }
    return new Retrieval(passages, List.of(), 0, Optional.empty(), terms);
  }

  private static QuestionTerms terms(String question, List<Text> texts) {
    StringBuilder everything = new StringBuilder();
    texts.forEach(
        text -> {
          everything.append(text.heading()).append('\n');
          text.sentences().forEach(sentence -> everything.append(sentence).append('\n'));
        });
    Set<String> known = ANALYSIS.terms(everything.toString(), Integer.MAX_VALUE);
    Map<String, TermWeight> weights = new TreeMap<>();
    ANALYSIS
        .terms(question, Integer.MAX_VALUE)
        .forEach(
            term ->
                weights.put(term, new TermWeight(ANALYSIS.importance(term), known.contains(term))));
    return QuestionTerms.of(weights);
  }

  private static Passage passage(int rank, Text text, QuestionTerms terms) {
    List<PassageSentence> sentences =
        text.sentences().stream()
            .map(
                said ->
                    new PassageSentence(
                        said, mask(terms, said), false, text.asked().contains(said) ? 1 : 0))
            .toList();
    long all = mask(terms, text.heading());
    for (PassageSentence sentence : sentences) {
      all |= sentence.terms();
    }
    Citation citation =
        new Citation(rank, text.source(), text.key(), 1, text.title(), Instant.EPOCH);
    List<Leg> legs =
        text.cosine() == 0 ? List.of() : List.of(new Leg("dense", rank, text.cosine()));
    return new Passage(rank, 1.0 / rank, citation, 0, all, sentences, legs, Optional.empty());
  }

  private static long mask(QuestionTerms terms, String text) {
    char[] set = TermSets.of(ANALYSIS.terms(text, Integer.MAX_VALUE));
    return terms.in(set, 0, set.length);
  }
}
