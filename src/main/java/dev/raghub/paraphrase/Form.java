package dev.raghub.paraphrase;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// What kind of answer a question asks for.
enum Form {
  WHO("name"),
  WHEN("date time day year moment deadline long take"),
  WHERE("place location site area"),
  WHY("reason cause purpose"),
  HOW("way method procedure process"),
  HOW_MUCH("amount price cost limit fee total sum value"),
  HOW_MANY("number count amount total quantity"),
  HOW_LONG("time duration take takes took period long last"),
  HOW_ELSE(""),
  WHAT(""),
  WHETHER(""),
  OTHER("");

  private static final int LOOK_AHEAD = 6;
  private static final Set<String> MEASURES =
      Vocabulary.words("old far often early big tall high low fast");
  private static final Pattern REASON =
      Pattern.compile("(?i)\\W*(what|which)\\W+(\\w+\\W+){0,2}(reason|cause|factor)s?\\b.*");
  private static final Pattern DAY =
      Pattern.compile("(?i)\\W*(what|which)\\W+(\\w+\\W+){0,2}(date|day|time)\\b.*");

  /// Pairs that can ask for the same answer in other words.
  private static final List<Set<Form>> ALIKE =
      List.of(
          Set.of(WHAT, HOW),
          Set.of(WHAT, OTHER),
          Set.of(HOW, OTHER),
          Set.of(HOW_LONG, WHEN),
          Set.of(HOW_MUCH, WHAT),
          Set.of(HOW_MANY, WHAT),
          Set.of(HOW_ELSE, WHAT),
          Set.of(WHERE, HOW),
          Set.of(WHO, WHAT),
          Set.of(WHEN, WHAT),
          Set.of(WHERE, WHAT),
          Set.of(WHETHER, OTHER));

  private final String implied;

  Form(String implied) {
    this.implied = " " + implied + " ";
  }

  /// Nouns that another form needs and this one says by itself: "when" is "what date".
  boolean implies(String word) {
    return implied.contains(" " + word + " ");
  }

  boolean like(Form other) {
    return this == other || ALIKE.contains(Set.of(this, other));
  }

  static Form of(String text, List<String> words) {
    Form form = first(words);
    if (form == WHAT && REASON.matcher(text).matches()) {
      return WHY;
    }
    return form == WHAT && DAY.matcher(text).matches() ? WHEN : form;
  }

  private static Form first(List<String> words) {
    for (int i = 0; i < Math.min(words.size(), LOOK_AHEAD); i++) {
      switch (words.get(i)) {
        case "who", "whom", "whose" -> {
          return WHO;
        }
        case "when" -> {
          return WHEN;
        }
        case "where" -> {
          return WHERE;
        }
        case "why" -> {
          return WHY;
        }
        case "what", "which" -> {
          return WHAT;
        }
        case "how" -> {
          return how(i + 1 < words.size() ? words.get(i + 1) : "");
        }
        default -> {}
      }
    }
    return !words.isEmpty() && Vocabulary.AUXILIARIES.contains(words.getFirst()) ? WHETHER : OTHER;
  }

  private static Form how(String next) {
    return switch (next) {
      case "much" -> HOW_MUCH;
      case "many" -> HOW_MANY;
      case "long" -> HOW_LONG;
      default -> MEASURES.contains(next) ? HOW_ELSE : HOW;
    };
  }
}
