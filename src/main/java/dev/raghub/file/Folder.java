package dev.raghub.file;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// A folder below the one that the operator allows. Nothing in it leads out: links are not
/// followed, not even one that takes a folder's place while it is read.
final class Folder {
  private static final Set<OpenOption> READ =
      Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

  private final Path folder;

  private Folder(Path folder) {
    this.folder = folder;
  }

  /// MAPPING_INVALID where the path leads out of the root, SOURCE_UNREACHABLE where one of both is
  /// not there: a disk that is not mounted must not look like a folder that is empty.
  static Folder below(Path root, String path) {
    try {
      Path allowed = root.toRealPath();
      Path folder = allowed.resolve(path).toRealPath();
      if (!folder.startsWith(allowed)) {
        throw new RaghubException(
            ErrorCode.MAPPING_INVALID,
            "the folder leads out of raghub.files.root by .. or a link; expected one below it");
      }
      if (!Files.isDirectory(folder)) {
        throw new RaghubException(ErrorCode.MAPPING_INVALID, "the folder is a file");
      }
      return new Folder(folder);
    } catch (IOException e) {
      throw unreachable(e);
    }
  }

  Path path() {
    return folder;
  }

  /// A file or link.
  record Entry(Path path, boolean link, long bytes) {}

  /// All files that count, in no order. Names that begin with a dot are left out, with all below
  /// them. SOURCE_UNREACHABLE where a part of the folder cannot be read, FILE_TOO_LARGE beyond the
  /// limit.
  List<Entry> list(Predicate<Path> counts, int max) {
    List<Entry> entries = new ArrayList<>();
    try {
      Files.walkFileTree(folder, new Visitor(counts, max, entries));
    } catch (IOException e) {
      throw unreachable(e);
    }
    return entries;
  }

  private final class Visitor extends SimpleFileVisitor<Path> {
    private final Predicate<Path> counts;
    private final int max;
    private final List<Entry> entries;

    private Visitor(Predicate<Path> counts, int max, List<Entry> entries) {
      this.counts = counts;
      this.max = max;
      this.entries = entries;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path here, BasicFileAttributes attributes) {
      return here.equals(folder) || !hidden(here)
          ? FileVisitResult.CONTINUE
          : FileVisitResult.SKIP_SUBTREE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      Path relative = folder.relativize(file);
      boolean readable = attributes.isRegularFile() || attributes.isSymbolicLink();
      if (readable && !hidden(file) && counts.test(relative)) {
        if (entries.size() == max) {
          throw new RaghubException(
              ErrorCode.FILE_TOO_LARGE,
              "the folder has more than %d files; split it or raise raghub.files.max-files"
                  .formatted(max));
        }
        entries.add(new Entry(relative, attributes.isSymbolicLink(), attributes.size()));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
      if (failure instanceof NoSuchFileException && !file.equals(folder)) {
        return FileVisitResult.CONTINUE;
      }
      throw failure;
    }

    private static boolean hidden(Path path) {
      return path.getFileName().toString().startsWith(".");
    }
  }

  /// The file's bytes, one more than the limit where it is longer; empty where it is gone.
  Optional<byte[]> read(Path file, int max) {
    try (DirectoryStream<Path> here = Files.newDirectoryStream(folder)) {
      return Optional.of(
          here instanceof SecureDirectoryStream<Path> secure
              ? read(secure, file, max)
              : bytes(Files.newByteChannel(checked(file), READ), max));
    } catch (NoSuchFileException gone) {
      return Optional.empty();
    } catch (IOException e) {
      throw new RaghubException(
          ErrorCode.FILE_UNREADABLE,
          "the file cannot be opened; expected one that raghub's user may read, and no link",
          e);
    }
  }

  /// Opens folder after folder, each from the one before, so that no link can slip in between.
  private static byte[] read(SecureDirectoryStream<Path> here, Path file, int max)
      throws IOException {
    if (file.getNameCount() == 1) {
      return bytes(here.newByteChannel(file, READ), max);
    }
    try (SecureDirectoryStream<Path> next =
        here.newDirectoryStream(file.getName(0), LinkOption.NOFOLLOW_LINKS)) {
      return read(next, file.subpath(1, file.getNameCount()), max);
    }
  }

  /// Where the system has no such way, as near to it as can be.
  private Path checked(Path file) throws IOException {
    Path real = folder.resolve(file).toRealPath();
    if (!real.startsWith(folder)) {
      throw new IOException("leads out of the folder");
    }
    return real;
  }

  private static byte[] bytes(SeekableByteChannel file, int max) throws IOException {
    try (file) {
      int size = (int) Math.min(file.size() + 1, max + 1L);
      ByteBuffer buffer = ByteBuffer.allocate(size);
      while (buffer.hasRemaining() && file.read(buffer) >= 0) {}
      return Arrays.copyOf(buffer.array(), buffer.position());
    }
  }

  private static RaghubException unreachable(IOException e) {
    return new RaghubException(
        ErrorCode.SOURCE_UNREACHABLE,
        "the folder, a part of it or raghub.files.root cannot be read; nothing was taken for gone",
        e);
  }
}
