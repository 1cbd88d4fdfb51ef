package dev.raghub.aggregate;

import dev.raghub.aggregate.Part.Marker;
import java.util.List;
import java.util.Optional;

/// The words that say what a question wants.
final class Markers {
  private record Phrase(Form form, List<String> words) {}

  /// Longer phrases before their own beginnings.
  private static final List<Phrase> PHRASES =
      List.of(
          phrase(Form.COUNT, "how many times"),
          phrase(Form.COUNT, "how many"),
          phrase(Form.COUNT, "how often"),
          phrase(Form.COUNT, "total number of"),
          phrase(Form.COUNT, "number of"),
          phrase(Form.COUNT, "total count of"),
          phrase(Form.COUNT, "count of"),
          phrase(Form.COUNT, "count"),
          phrase(Form.SUM, "how much"),
          phrase(Form.SUM, "in total"),
          phrase(Form.SUM, "sum"),
          phrase(Form.SUM, "total"),
          phrase(Form.AVERAGE, "on average"),
          phrase(Form.AVERAGE, "average"),
          phrase(Form.LATEST, "most recently"),
          phrase(Form.LATEST, "most recent"),
          phrase(Form.LATEST, "latest"),
          phrase(Form.LATEST, "newest"),
          phrase(Form.LATEST, "last"),
          phrase(Form.EARLIEST, "earliest"),
          phrase(Form.EARLIEST, "first"));

  private Markers() {}

  private static Phrase phrase(Form form, String words) {
    return new Phrase(form, List.of(words.split(" ", -1)));
  }

  /// The marker that begins here.
  static Optional<Marker> at(QuestionTokens question, int at) {
    return PHRASES.stream()
        .filter(phrase -> question.startsWith(at, phrase.words()))
        .filter(phrase -> asks(question, at, phrase.words().getFirst()))
        .findFirst()
        .map(
            phrase ->
                new Marker(
                    phrase.form(),
                    String.join(" ", phrase.words()),
                    at,
                    at + phrase.words().size()));
  }

  static boolean anyIn(QuestionTokens question) {
    for (int at = 0; at < question.size(); at++) {
      if (at(question, at).isPresent()) {
        return true;
      }
    }
    return false;
  }

  /// "The number of rentals" asks for a count, "the phone number of" does not; "count" does where
  /// it opens the question or is counted for.
  private static boolean asks(QuestionTokens question, int at, String word) {
    boolean opens = at == 0 || Grammar.neutral(question.get(at - 1).text());
    return switch (word) {
      case "number" -> opens;
      case "count" -> at == 0 || (opens && question.startsWith(at, List.of("count", "of")));
      default -> true;
    };
  }
}
