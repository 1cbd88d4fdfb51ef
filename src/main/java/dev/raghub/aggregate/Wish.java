package dev.raghub.aggregate;

import dev.raghub.aggregate.Part.Mention;
import java.util.Optional;

/// What a question wants, and of which rows.
///
/// @param marker the words that say so
/// @param mention the word for the rows; empty = a verb means them
record Wish(Form form, String marker, MappedSource rows, Optional<Mention> mention) {
  boolean isMentionedBy(Part part) {
    return mention.isPresent() && mention.get().equals(part);
  }
}
