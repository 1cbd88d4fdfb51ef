package dev.raghub.corpus;

import dev.raghub.analysis.LuceneAnalysis;
import dev.raghub.analysis.TermSets;
import java.util.ArrayList;
import java.util.List;

/// The terms of a chunk: first those of its heading (title, and what the row is and its key), then
/// those of each sentence.
public final class ChunkTerms {
  private ChunkTerms() {}

  /// The sets, heading first.
  public static List<char[]> of(LuceneAnalysis analysis, String heading, List<String> sentences) {
    List<char[]> sets = new ArrayList<>();
    sets.add(TermSets.of(analysis.terms(heading, Integer.MAX_VALUE)));
    sentences.forEach(
        sentence -> sets.add(TermSets.of(analysis.terms(sentence, Integer.MAX_VALUE))));
    return sets;
  }

  /// What stands above every chunk of an item.
  public static String heading(String title, String source, String key) {
    return title + "\n" + RowLabel.of(source, key);
  }
}
