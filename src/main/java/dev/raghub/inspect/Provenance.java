package dev.raghub.inspect;

import dev.raghub.graph.EntityAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Why a passage joins two entities: down to the row's version and the sentence.
///
/// @param version of the row; with `source` and `key` what a citation cites
/// @param passage its place in the row, from 0
/// @param from how it speaks of the one
/// @param to how it speaks of the other
/// @param assertions what it says of both, subject, predicate, object
public record Provenance(
    String source,
    String key,
    String type,
    String title,
    long version,
    Instant changedAt,
    int passage,
    End from,
    End to,
    List<Stated> assertions) {
  public Provenance {
    assertions = List.copyOf(assertions);
  }

  /// How a passage speaks of an entity.
  ///
  /// @param decision what a person said of this relation: `pin` or `hide`
  /// @param is whether the passage is a part of that row
  /// @param bears who calls the passage's row so: `document`, `person`, or both
  /// @param links what the passage's row calls a row that it refers to, such as `language`
  public record End(
      boolean is,
      List<String> bears,
      List<String> links,
      List<Said> sentences,
      Optional<String> decision) {
    public End {
      bears = List.copyOf(bears);
      links = List.copyOf(links);
      sentences = List.copyOf(sentences);
    }
  }

  /// @param sentence its place in the passage, from 0
  /// @param rules how the mention was found
  public record Said(int sentence, String text, List<String> rules) {
    public Said {
      rules = List.copyOf(rules);
    }
  }

  /// @param origin `document` or `model`
  public record Stated(
      int sentence, EntityAddress subject, String predicate, EntityAddress object, String origin) {}
}
