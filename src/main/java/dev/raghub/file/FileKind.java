package dev.raghub.file;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What raghub reads text from.
public enum FileKind {
  MARKDOWN("text/markdown", "md,markdown"),
  PLAIN("text/plain", "txt"),
  HTML("text/html", "html,htm"),
  PDF("application/pdf", "pdf"),
  DOCX("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx");

  private final String mediaType;

  /// Of file names, with commas between.
  private final String endings;

  FileKind(String mediaType, String endings) {
    this.mediaType = mediaType;
    this.endings = endings;
  }

  /// As a header says it.
  public String mediaType() {
    return mediaType;
  }

  /// All that can be read, for messages.
  public static List<String> mediaTypes() {
    return Arrays.stream(values()).map(kind -> kind.mediaType).toList();
  }

  /// As the name of a file ends.
  public static Optional<FileKind> ofName(String name) {
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(kind -> List.of(kind.endings.split(",", -1)).contains(ending))
        .findFirst();
  }

  /// As a header says, parameters aside.
  public static Optional<FileKind> ofMediaType(String header) {
    String type = header.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(kind -> kind.mediaType.equals(type)).findFirst();
  }
}
