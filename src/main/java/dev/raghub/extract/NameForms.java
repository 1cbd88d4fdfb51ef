package dev.raghub.extract;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// How texts write a name: as it stands, without what tells it from its namesakes (`Dark River
/// (2017 film)`), and without its article (`The Goose Woman`).
final class NameForms {
  private static final Pattern BRACKETED_END = Pattern.compile("\\s*\\([^()]*\\)\\s*$");
  private static final Set<String> ARTICLES = Set.of("the", "a", "an");

  private NameForms() {}

  /// The normalised forms that can be names, the full one first.
  static Set<String> of(String name) {
    Set<String> forms = new LinkedHashSet<>();
    Stream.of(name, BRACKETED_END.matcher(name).replaceFirst(""))
        .map(Words::of)
        .forEach(
            words -> {
              add(forms, words);
              if (!words.isEmpty() && ARTICLES.contains(words.getFirst())) {
                add(forms, words.subList(1, words.size()));
              }
            });
    return forms;
  }

  private static void add(Set<String> forms, List<String> words) {
    if (Words.canBeName(words)) {
      forms.add(String.join(" ", words));
    }
  }
}
