package dev.raghub.file;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Reads the text out of a file's bytes.
@ApplicationScoped
public class FileTexts {
  private final FileSettings settings;
  private final FileParsers parsers;

  FileTexts(FileSettings settings, FileParsers parsers) {
    this.settings = settings;
    this.parsers = parsers;
  }

  /// Bytes of a file that are read at most.
  public int maxBytes() {
    return settings.maxBytes();
  }

  /// FILE_TOO_LARGE, FILE_UNREADABLE or FILE_TIMEOUT where the file is to blame.
  public FileText read(FileKind kind, byte[] bytes) {
    if (bytes.length > settings.maxBytes()) {
      throw tooLarge(settings.maxBytes());
    }
    FileText text =
        switch (kind) {
          case MARKDOWN -> Markdown.read(decoded(bytes));
          case HTML, PDF, DOCX -> parsers.read(kind, bytes);
          case PLAIN -> new FileText(Optional.empty(), decoded(bytes).strip());
        };
    if (text.text().length() > settings.maxCharacters()) {
      throw tooLong(settings.maxCharacters());
    }
    return text;
  }

  static RaghubException tooLong(int max) {
    return new RaghubException(
        ErrorCode.FILE_TOO_LARGE,
        "the file's text has more than %d characters; split it or raise raghub.files.max-characters"
            .formatted(max));
  }

  static RaghubException tooLarge(int max) {
    return new RaghubException(
        ErrorCode.FILE_TOO_LARGE,
        "the file has more than %d bytes; split it or raise raghub.files.max-bytes".formatted(max));
  }

  private static String decoded(byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (text.indexOf('\0') >= 0) {
        throw new RaghubException(
            ErrorCode.FILE_UNREADABLE, "the file holds a NUL character; expected text");
      }
      return text.replaceFirst("\\A\\uFEFF", "").replaceAll("\\r\\n?", "\n");
    } catch (CharacterCodingException e) {
      throw new RaghubException(
          ErrorCode.FILE_UNREADABLE, "the file is not text in UTF-8; save it so", e);
    }
  }
}
