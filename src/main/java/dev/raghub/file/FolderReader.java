package dev.raghub.file;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.source.EmbedPolicy;
import dev.raghub.source.Field;
import dev.raghub.source.FieldKind;
import dev.raghub.source.Globs;
import dev.raghub.source.KeyText;
import dev.raghub.source.Page;
import dev.raghub.source.ReadRow;
import dev.raghub.source.RowReader;
import dev.raghub.source.Shape;
import dev.raghub.source.SourceMapping;
import dev.raghub.source.SourceOrigin;
import dev.raghub.source.SourceRow;
import dev.raghub.source.UnreadableRow;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;

/// Gives the files of a folder as rows, by their paths. A row's key is the path below the folder,
/// with forward slashes and composed letters (NFC), as [KeyText] writes it.
@ApplicationScoped
public class FolderReader implements RowReader {
  /// Text that a batch may hold before it is given, however few files it is of.
  private static final int BATCH_CHARACTERS = 4_000_000;

  private final FileSettings settings;
  private final FileTexts texts;

  FolderReader(FileSettings settings, FileTexts texts) {
    this.settings = settings;
    this.texts = texts;
  }

  @Override
  public void read(
      SourceMapping source, int batchRows, List<String> after, Consumer<Page> consumer) {
    Folder folder = folder(source);
    NavigableMap<String, List<Folder.Entry>> files = files(source, folder);
    var rest = after.isEmpty() ? files : files.tailMap(after.getFirst(), false);
    List<ReadRow> batch = new ArrayList<>();
    long characters = 0;
    for (var file : rest.entrySet()) {
      Optional<ReadRow> row = row(source, folder, file.getKey(), file.getValue());
      characters += row.map(ReadRow::characters).orElse(0L);
      row.ifPresent(batch::add);
      if (batch.size() == batchRows || characters > BATCH_CHARACTERS) {
        consumer.accept(new Page(batch, List.of(file.getKey())));
        batch = new ArrayList<>();
        characters = 0;
      }
    }
    if (!batch.isEmpty()) {
      consumer.accept(new Page(batch, List.of(batch.getLast().key())));
    }
  }

  @Override
  public Optional<ReadRow> readOne(SourceMapping source, String key) {
    Folder folder = folder(source);
    return Optional.ofNullable(files(source, folder).get(key))
        .flatMap(entries -> row(source, folder, key, entries));
  }

  @Override
  public UUID fingerprint(SourceMapping source) {
    String what = folder(source).path() + "\n" + source;
    return UUID.nameUUIDFromBytes(what.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public Shape shape(SourceMapping source) {
    return new Shape(List.of());
  }

  @Override
  public long estimate(SourceMapping source) {
    return files(source, folder(source)).size();
  }

  @Override
  public Optional<String> highest(SourceMapping source) {
    return Optional.empty();
  }

  private Folder folder(SourceMapping source) {
    return Folder.below(
        settings
            .root()
            .orElseThrow(
                () ->
                    new RaghubException(
                        ErrorCode.MAPPING_INVALID,
                        "source \"%s\" is a folder, and the gateway allows none; set raghub.files.root"
                            .formatted(source.name()))),
        origin(source).path());
  }

  private static SourceOrigin.Folder origin(SourceMapping source) {
    return switch (source.origin()) {
      case SourceOrigin.Folder folder -> folder;
      case SourceOrigin.Table _, SourceOrigin.Query _ ->
          throw new RaghubException(
              ErrorCode.INTERNAL, "source " + source.name() + " was taken for a folder");
    };
  }

  /// By key; several where names differ only in how letters are composed.
  private NavigableMap<String, List<Folder.Entry>> files(SourceMapping source, Folder folder) {
    Globs globs = origin(source).globs();
    NavigableMap<String, List<Folder.Entry>> files = new TreeMap<>();
    folder
        .list(path -> globs.take(normal(path)), settings.maxFiles())
        .forEach(
            entry ->
                files
                    .computeIfAbsent(
                        KeyText.join(List.of(normal(entry.path()))), _ -> new ArrayList<>())
                    .add(entry));
    return files;
  }

  private static String normal(Path path) {
    return Normalizer.normalize(path.toString().replace('\\', '/'), Normalizer.Form.NFC);
  }

  /// Empty where the file is gone since it was listed.
  private Optional<ReadRow> row(
      SourceMapping source, Folder folder, String key, List<Folder.Entry> entries) {
    try {
      if (entries.size() > 1) {
        throw new RaghubException(
            ErrorCode.CONFLICT, "two files have this name, composed differently; rename one");
      }
      return row(source, folder, key, entries.getFirst());
    } catch (RaghubException broken) {
      return Optional.of(new UnreadableRow(source.name(), key, broken.code(), broken.reason()));
    }
  }

  private Optional<ReadRow> row(
      SourceMapping source, Folder folder, String key, Folder.Entry entry) {
    if (entry.link()) {
      throw new RaghubException(
          ErrorCode.FILE_UNREADABLE, "it is a link, and links are not followed");
    }
    if (entry.bytes() > settings.maxBytes()) {
      throw FileTexts.tooLarge(settings.maxBytes());
    }
    String path = normal(entry.path());
    FileKind kind =
        FileKind.ofName(path)
            .orElseThrow(
                () ->
                    new RaghubException(
                        ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                        "raghub reads no text from files with this ending; exclude them"));
    return folder
        .read(entry.path(), settings.maxBytes())
        .map(bytes -> row(source, key, path, texts.read(kind, bytes)));
  }

  private static ReadRow row(SourceMapping source, String key, String path, FileText text) {
    List<Field> fields = new ArrayList<>();
    fields.add(new Field("file", path, FieldKind.VALUE));
    if (!text.text().isBlank()) {
      fields.add(new Field("text", text.text(), FieldKind.TEXT));
    }
    source
        .readers()
        .labels()
        .forEach(label -> fields.add(new Field("labels", label, FieldKind.LABEL)));
    return new SourceRow(
        source.name(),
        source.type(),
        key,
        text.titleOr(path),
        text.title().map(List::of).orElse(List.of()),
        fields,
        List.of(),
        source.embed() != EmbedPolicy.NEVER);
  }
}
