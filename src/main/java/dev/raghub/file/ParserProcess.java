package dev.raghub.file;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/// A [ParserMain] in a process of its own: whatever a file does to it, the gateway only sees it
/// end. For one thread at a time.
final class ParserProcess implements AutoCloseable {
  /// How much longer than its gateway the process itself waits.
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final Process process;
  private final Path folder;
  private final FileSettings settings;
  private final DataOutputStream to;
  private final DataInputStream from;
  private int files;

  private ParserProcess(Process process, Path folder, FileSettings settings) {
    this.process = process;
    this.folder = folder;
    this.settings = settings;
    this.to = new DataOutputStream(process.getOutputStream());
    this.from = new DataInputStream(process.getInputStream());
  }

  static ParserProcess start(FileSettings settings) {
    try {
      Path folder = Files.createTempDirectory("raghub-files-");
      ProcessBuilder builder =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx" + settings.memory() + "m",
                  "-XX:MaxDirectMemorySize=64m",
                  "-XX:+ExitOnOutOfMemoryError",
                  "-XX:+UseSerialGC",
                  "-XX:TieredStopAtLevel=1",
                  "-XX:-UsePerfData",
                  "-Djava.awt.headless=true",
                  "-Djava.io.tmpdir=" + folder,
                  // Where nobody listens: sockets lead there and nowhere else.
                  "-DsocksProxyHost=127.0.0.1",
                  "-DsocksProxyPort=9",
                  "-cp",
                  ParserClasspath.find(),
                  ParserMain.class.getName(),
                  Integer.toString(settings.maxCharacters()),
                  Long.toString(settings.timeout().plus(GRACE).toMillis()))
              .directory(folder.toFile())
              // Messages of libraries may quote the file.
              .redirectError(ProcessBuilder.Redirect.DISCARD);
      // It holds the gateway's secrets.
      builder.environment().clear();
      return new ParserProcess(builder.start(), folder, settings);
    } catch (IOException e) {
      throw new RaghubException(
          ErrorCode.INTERNAL, "the process that reads files cannot be started", e);
    }
  }

  /// FILE_UNREADABLE, FILE_TOO_LARGE or FILE_TIMEOUT; after the last two, and where it dies, it is
  /// no longer [alive][#isAlive()].
  FileText read(FileKind kind, byte[] bytes) {
    AtomicBoolean late = new AtomicBoolean();
    Thread watch = Thread.ofVirtual().start(() -> endAfterTimeout(late));
    try {
      files++;
      to.writeUTF(kind.name());
      to.writeInt(bytes.length);
      to.write(bytes);
      to.flush();
      return answer(from.readUnsignedByte());
    } catch (IOException ended) {
      throw late.get() ? late() : ended(ended);
    } finally {
      watch.interrupt();
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  int files() {
    return files;
  }

  private void endAfterTimeout(AtomicBoolean late) {
    try {
      Thread.sleep(settings.timeout());
      late.set(true);
      process.destroyForcibly();
    } catch (InterruptedException inTime) {
      Thread.currentThread().interrupt();
    }
  }

  private FileText answer(int status) throws IOException {
    return switch (status) {
      case ParserMain.OK -> {
        String title = from.readUTF();
        byte[] text = from.readNBytes(from.readInt());
        yield new FileText(
            Optional.of(title).filter(words -> !words.isBlank()),
            new String(text, StandardCharsets.UTF_8));
      }
      case ParserMain.TOO_LONG -> throw FileTexts.tooLong(settings.maxCharacters());
      case ParserMain.UNREADABLE -> throw unreadable();
      // The JVM's own last words.
      default -> throw new EOFException();
    };
  }

  private RaghubException late() {
    return new RaghubException(
        ErrorCode.FILE_TIMEOUT,
        "reading the file took longer than %s; split it or raise raghub.files.timeout"
            .formatted(settings.timeout()));
  }

  private RaghubException ended(IOException cause) {
    try {
      boolean full =
          process.waitFor(2, TimeUnit.SECONDS) && process.exitValue() == ParserMain.OUT_OF_MEMORY;
      return full
          ? new RaghubException(
              ErrorCode.FILE_TOO_LARGE,
              "reading the file took more than %d MB of memory; split it or raise raghub.files.memory"
                  .formatted(settings.memory()),
              cause)
          : unreadable();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return unreadable();
    }
  }

  private static RaghubException unreadable() {
    return new RaghubException(
        ErrorCode.FILE_UNREADABLE,
        "the file is broken, encrypted, or not of the kind that it is said to be");
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try (Stream<Path> left = Files.walk(folder)) {
      for (Path each : left.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    } catch (IOException | UncheckedIOException busy) {
      // The system clears its folder of temporary files.
      folder.toFile().deleteOnExit();
    }
  }
}
