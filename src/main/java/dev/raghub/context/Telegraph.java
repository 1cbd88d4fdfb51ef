package dev.raghub.context;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/// A sentence without the words of grammar that a language model can do without: articles, forms of
/// "to be" and "to have", fillers. Negations, prepositions, numbers and everything that is written
/// with a capital stay.
final class Telegraph {
  private static final Set<String> DROPPED =
      Set.of(
          ("a an the is are was were be been being am has have had also very really just quite "
                  + "rather that which who then there it its this these those such however "
                  + "furthermore moreover additionally")
              .split(" ", -1));

  private Telegraph() {}

  static String of(String sentence) {
    String[] words = sentence.split(" ", -1);
    String kept =
        Arrays.stream(words)
            .filter(word -> !DROPPED.contains(word))
            .collect(Collectors.joining(" "));
    return kept.isBlank() ? sentence : kept;
  }
}
