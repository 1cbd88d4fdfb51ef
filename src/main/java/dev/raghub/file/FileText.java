package dev.raghub.file;

import java.util.Optional;

/// What a file says.
///
/// @param title what it calls itself, on one line
/// @param text markdown
public record FileText(Optional<String> title, String text) {
  private static final int MAX_TITLE = 200;

  public FileText {
    title =
        title
            .map(words -> words.replaceAll("[\\s\\p{Cntrl}]+", " ").strip())
            .filter(words -> !words.isEmpty())
            .map(words -> words.length() <= MAX_TITLE ? words : cut(words));
  }

  private static String cut(String words) {
    boolean pair = Character.isHighSurrogate(words.charAt(MAX_TITLE - 1));
    return words.substring(0, pair ? MAX_TITLE - 1 : MAX_TITLE).strip();
  }

  /// The title, or the file's name without folders and ending.
  public String titleOr(String path) {
    return title.orElseGet(
        () -> {
          String name = path.substring(path.lastIndexOf('/') + 1);
          int dot = name.lastIndexOf('.');
          return dot > 0 ? name.substring(0, dot) : name;
        });
  }
}
