package dev.raghub.paraphrase;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/// The words of two questions, each put beside a form, derivation or synonym of itself.
///
/// @param matched pairs found
/// @param leftCached words that only the cached question has, as written
/// @param leftAsked words that only the asked question has, as written
record Alignment(int matched, List<String> leftCached, List<String> leftAsked) {
  Alignment {
    leftCached = List.copyOf(leftCached);
    leftAsked = List.copyOf(leftAsked);
  }

  static Alignment of(Wording cached, Wording asked, Lexicon lexicon) {
    List<String> here = new ArrayList<>(cached.content());
    List<String> there = new ArrayList<>(asked.content());
    int matched = pair(here, there, lexicon::related) + pair(here, there, lexicon::synonymous);
    here.removeIf(word -> said(word, asked, lexicon));
    there.removeIf(word -> said(word, cached, lexicon));
    Set<String> implied = implied(cached, asked);
    here.removeIf(word -> empty(word, implied));
    there.removeIf(word -> empty(word, implied));
    return new Alignment(matched, here, there);
  }

  boolean complete() {
    return leftCached.isEmpty() && leftAsked.isEmpty();
  }

  private static int pair(
      List<String> here, List<String> there, BiPredicate<String, String> alike) {
    int matched = 0;
    for (String word : List.copyOf(here)) {
      for (String other : there) {
        if (alike.test(lower(word), lower(other))) {
          here.remove(word);
          there.remove(other);
          matched++;
          break;
        }
      }
    }
    return matched;
  }

  /// Said once more is not said differently.
  private static boolean said(String word, Wording other, Lexicon lexicon) {
    return other.content().stream().anyMatch(said -> lexicon.related(lower(word), lower(said)));
  }

  /// Nouns that the other's form says without them.
  private static Set<String> implied(Wording cached, Wording asked) {
    Set<String> implied = new HashSet<>();
    implied.addAll(cached.askedNoun(asked));
    implied.addAll(asked.askedNoun(cached));
    if (cached.form() != asked.form()) {
      Stream.concat(cached.content().stream(), asked.content().stream())
          .map(Alignment::lower)
          .filter(word -> cached.form().implies(word) || asked.form().implies(word))
          .forEach(implied::add);
    }
    return implied;
  }

  private static boolean empty(String word, Set<String> implied) {
    return Vocabulary.FILLER.contains(lower(word)) || implied.contains(lower(word));
  }

  static String lower(String word) {
    return word.toLowerCase(Locale.ROOT);
  }
}
