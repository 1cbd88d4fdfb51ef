package dev.raghub.aggregate;

import dev.raghub.aggregate.Part.Mention;
import dev.raghub.aggregate.Part.Named;
import dev.raghub.aggregate.Part.Other;
import java.util.List;
import java.util.Set;

/// Words that only say what a name beside them is: "customer MARY SMITH", "the playlist called
/// Grunge", "the Grunge playlist".
final class Descriptions {
  private static final Set<String> LINKS = Set.of("called", "named", "the", "s");

  private Descriptions() {}

  /// Whether the mention at a place says what a name beside it is.
  static boolean isDescription(List<Part> parts, int at) {
    Mention mention = (Mention) parts.get(at);
    return names(parts, after(parts, at + 1), mention) || names(parts, at - 1, mention);
  }

  /// Whether a mention beside the name at a place says that it is a row of this source; not the
  /// mention of what is wanted.
  static boolean describe(List<Part> parts, int at, String source, Wish wish) {
    int before = at - 1;
    while (before >= 0 && isLink(parts.get(before))) {
      before--;
    }
    return means(parts, before, source, wish) || means(parts, at + 1, source, wish);
  }

  private static int after(List<Part> parts, int from) {
    int at = from;
    while (at < parts.size() && isLink(parts.get(at))) {
      at++;
    }
    return at;
  }

  private static boolean isLink(Part part) {
    return part instanceof Other other && LINKS.contains(other.token().text());
  }

  private static boolean names(List<Part> parts, int at, Mention mention) {
    return at >= 0
        && at < parts.size()
        && parts.get(at) instanceof Named named
        && named.rows().stream().anyMatch(row -> mention.means(row.source()));
  }

  private static boolean means(List<Part> parts, int at, String source, Wish wish) {
    return at >= 0
        && at < parts.size()
        && parts.get(at) instanceof Mention mention
        && !wish.isMentionedBy(mention)
        && mention.means(source);
  }
}
