package dev.raghub.aggregate;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which verbs go with which nouns: "rented" with `rental`, "pay" with `payment`, "assigned" with
/// `assignee`. Of the noun an ending is cut, of the verb its inflection, and only a form of the
/// verb counts: "action" does not go with `actor`, nor "custom" with `customer`.
final class VerbForms {
  private static final List<String> ENDINGS =
      List.of("ation", "ment", "ance", "ing", "ion", "al", "er", "or", "ee", "y");
  private static final Map<String, String> IRREGULAR =
      Map.of("paid", "pay", "sold", "sale", "sent", "send", "lent", "lend");
  private static final Set<String> DO = Set.of("do", "does", "did");
  private static final int MIN_STEM = 3;

  private VerbForms() {}

  /// Whether a word of a question is the verb of a noun.
  ///
  /// @param noun a term
  static boolean isVerbOf(QuestionTokens question, int at, String noun) {
    Set<String> verbs = verbs(noun);
    String text = question.get(at).text();
    return bare(text).stream().anyMatch(verbs::contains)
        || (verbs.contains(question.get(at).term()) && afterAuxiliary(question, at));
  }

  /// What an inflected form may be a form of; nothing for another word.
  private static Set<String> bare(String text) {
    Set<String> bare = new HashSet<>();
    if (IRREGULAR.containsKey(text)) {
      bare.add(IRREGULAR.getOrDefault(text, text));
    }
    for (String ending : List.of("ed", "ing")) {
      if (text.endsWith(ending) && text.length() - ending.length() >= MIN_STEM) {
        addForms(bare, text.substring(0, text.length() - ending.length()));
      }
    }
    return bare;
  }

  private static boolean afterAuxiliary(QuestionTokens question, int at) {
    return question.tokens().subList(0, at).stream().anyMatch(token -> DO.contains(token.text()));
  }

  private static Set<String> verbs(String noun) {
    Set<String> verbs = new HashSet<>(Set.of(noun));
    for (String ending : ENDINGS) {
      if (noun.endsWith(ending) && noun.length() - ending.length() >= MIN_STEM) {
        addForms(verbs, noun.substring(0, noun.length() - ending.length()));
      }
    }
    return verbs;
  }

  /// `rent`; `manag` → `manage`; `shipp` → `ship`; `suppli` → `supply`.
  private static void addForms(Set<String> forms, String stem) {
    int last = stem.length() - 1;
    forms.add(stem);
    forms.add(stem + "e");
    forms.add(stem.replaceFirst("i$", "y"));
    if (last >= MIN_STEM && stem.charAt(last) == stem.charAt(last - 1)) {
      forms.add(stem.substring(0, last));
    }
  }
}
