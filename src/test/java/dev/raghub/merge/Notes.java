package dev.raghub.merge;

import dev.raghub.document.Document;
import java.util.List;

/// Documents of the source `notes`, titled by their number.
public final class Notes {
  private Notes() {}

  public static Document note(int number, String text, boolean embed) {
    return new Document(
        "notes",
        Integer.toString(number),
        "note",
        "Note " + number,
        List.of(),
        List.of(),
        text,
        List.of(),
        embed);
  }
}
