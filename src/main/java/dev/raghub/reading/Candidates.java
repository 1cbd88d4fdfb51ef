package dev.raghub.reading;

import dev.raghub.corpus.Sentence;
import dev.raghub.extract.Extractor;
import dev.raghub.extract.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The names that are known before a model reads: the title, then what the rules find, in order of
/// appearance. They depend on the excerpt alone and not on what other rows are called, so that a
/// text's prompt does not depend on when it is asked; a row's name that the rules do not see is
/// still met, for the model writes it as the text does, and a name is known by its words.
///
/// @param names as they are written; the first is E1
record Candidates(List<String> names) {
  /// The most that a prompt lists.
  static final int MAX = 20;

  private static final int MAX_CHARACTERS = 80;
  private static final Pattern ID = Pattern.compile("[Ee](\\d{1,3})");

  Candidates {
    names = List.copyOf(names);
  }

  static Candidates of(Excerpt excerpt) {
    Map<String, String> found = new LinkedHashMap<>();
    add(found, excerpt.title());
    for (String text : excerpt.sentences()) {
      List<String> names = new ArrayList<>(Extractor.names(new Sentence(text, true)));
      names.sort(Comparator.<String>comparingInt(text::indexOf).thenComparing(name -> name));
      names.forEach(name -> add(found, name));
    }
    return new Candidates(found.values().stream().limit(MAX).toList());
  }

  /// What an id stands for; a text that is no id stands for itself. Empty for an id of nothing.
  Optional<String> name(String text) {
    var id = ID.matcher(text.strip());
    if (!id.matches()) {
      return Optional.of(text);
    }
    int place = Integer.parseInt(id.group(1));
    return place >= 1 && place <= names.size()
        ? Optional.of(names.get(place - 1))
        : Optional.empty();
  }

  /// Whether so much is known that a text which tells nothing is suspicious.
  boolean promising() {
    return names.size() >= 2;
  }

  private static void add(Map<String, String> found, String name) {
    List<String> words = Words.of(name);
    if (Words.canBeName(words) && name.length() <= MAX_CHARACTERS) {
      found.putIfAbsent(String.join(" ", words), name);
    }
  }
}
