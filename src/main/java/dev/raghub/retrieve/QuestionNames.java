package dev.raghub.retrieve;

import dev.raghub.analysis.LuceneAnalysis;
import dev.raghub.extract.Words;
import dev.raghub.extract.Words.Word;
import dev.raghub.graph.EntityId;
import dev.raghub.graph.GraphSnapshot;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Finds the names of the graph that a question says, longest first, from left to right: "Henry
/// Goes Arizona" is that film and not Arizona. A name counts where the question writes it as names
/// are written; where it writes nothing so, every name that is rare counts.
public final class QuestionNames {
  private static final int RARE = 50;
  private static final Set<String> NUMBER_SIGNS = Set.of("no", "nr", "num", "number", "id");

  private final GraphSnapshot graph;
  private final LuceneAnalysis analysis;

  public QuestionNames(GraphSnapshot graph, LuceneAnalysis analysis) {
    this.graph = graph;
    this.analysis = analysis;
  }

  /// The known entities that the question names.
  public Set<Integer> in(String question) {
    List<Word> words = withoutNumberSigns(Words.written(question));
    boolean cased = words.stream().skip(1).anyMatch(QuestionNames::isCapital);
    Set<Integer> named = new LinkedHashSet<>();
    int at = 0;
    while (at < words.size()) {
      Found found = longest(words, at);
      List<Word> run = words.subList(at, at + found.length());
      boolean written = cased ? run.stream().anyMatch(Word::capital) : isRare(found.entity());
      if (found.entity() >= 0 && graph.known(found.entity()) && written) {
        named.add(found.entity());
      }
      at += Math.max(1, found.length());
    }
    return named;
  }

  /// "order no. 10248" is "order 10248".
  private static List<Word> withoutNumberSigns(List<Word> words) {
    List<Word> kept = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      boolean sign =
          i > 0
              && i + 1 < words.size()
              && NUMBER_SIGNS.contains(words.get(i).text())
              && Character.isDigit(words.get(i + 1).text().codePointAt(0));
      if (!sign) {
        kept.add(words.get(i));
      }
    }
    return kept;
  }

  private Found longest(List<Word> words, int from) {
    List<String> texts = new ArrayList<>();
    Found found = new Found(-1, 0);
    for (int to = from; to < Math.min(words.size(), from + Words.MAX_NAME_WORDS); to++) {
      texts.add(words.get(to).text());
      int entity =
          Words.canBeName(texts) ? graph.entity(EntityId.ofName(String.join(" ", texts))) : -1;
      if (entity >= 0 && !isGrammar(texts)) {
        found = new Found(entity, texts.size());
      }
    }
    return found;
  }

  private boolean isGrammar(List<String> words) {
    return words.stream()
        .flatMap(word -> analysis.terms(word, 1).stream())
        .allMatch(term -> analysis.importance(term) < 1);
  }

  private boolean isRare(int entity) {
    return entity >= 0 && graph.frequency(entity) <= RARE;
  }

  private static boolean isCapital(Word word) {
    return word.text().codePoints().anyMatch(Character::isLetter) && word.capital();
  }

  private record Found(int entity, int length) {}
}
