package dev.raghub.aggregate;

import dev.raghub.aggregate.Part.Marker;
import dev.raghub.aggregate.Part.Mention;
import dev.raghub.aggregate.Part.Named;
import dev.raghub.aggregate.Part.Other;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/// Finds the mention of a source that a marker is about, as a place among the parts. A mention that
/// only says what a name beside it is ("customer MARY SMITH") is none.
final class Mentions {
  private static final Set<String> PREPOSITIONS =
      Set.of("of", "for", "by", "in", "on", "at", "from", "to", "with", "as", "about");
  static final Set<String> ASKING = Set.of("which", "what", "who", "when");

  private final QuestionTokens question;
  private final List<Part> parts;

  Mentions(QuestionTokens question, List<Part> parts) {
    this.question = question;
    this.parts = parts;
  }

  /// The mention that directly follows a marker, with at most names and adjectives between.
  OptionalInt governed(int marker) {
    int at = marker + 1;
    while (at < parts.size() && mayStandBetween(parts.get(at))) {
      at++;
    }
    boolean mention =
        at < parts.size()
            && parts.get(at) instanceof Mention
            && !Descriptions.isDescription(parts, at);
    return mention ? OptionalInt.of(at) : OptionalInt.empty();
  }

  /// The mention that the question opens with: "which employee was hired first".
  OptionalInt asked(int marker) {
    return ASKING.contains(question.get(0).text())
            && marker > 1
            && parts.get(1) instanceof Mention
            && !Descriptions.isDescription(parts, 1)
        ? OptionalInt.of(1)
        : OptionalInt.empty();
  }

  private static boolean mayStandBetween(Part part) {
    return part instanceof Named
        || part instanceof Marker
        || (part instanceof Other other && !PREPOSITIONS.contains(other.token().text()));
  }

  /// The first mention behind a marker.
  OptionalInt behind(int marker) {
    return IntStream.range(marker + 1, parts.size())
        .filter(at -> parts.get(at) instanceof Mention && !Descriptions.isDescription(parts, at))
        .findFirst();
  }

  /// The one mention in front of a marker that stands at the end.
  OptionalInt before(int marker) {
    List<Integer> found =
        IntStream.range(0, marker)
            .filter(
                at -> parts.get(at) instanceof Mention && !Descriptions.isDescription(parts, at))
            .boxed()
            .toList();
    return found.size() == 1 ? OptionalInt.of(found.getFirst()) : OptionalInt.empty();
  }

  /// Whether a mention means several rows, or may: "staff" does.
  boolean isPlural(int at) {
    Mention mention = (Mention) parts.get(at);
    String last = question.get(mention.to() - 1).text();
    return mention.sources().stream()
        .map(each -> each.source().called(2))
        .anyMatch(plural -> plural.equals(last) || plural.endsWith(" " + last));
  }
}
