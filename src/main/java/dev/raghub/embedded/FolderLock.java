package dev.raghub.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The right to use a folder: held by one JVM at a time, and by one owner inside it. The operating
/// system gives it back when the JVM dies.
final class FolderLock implements AutoCloseable {
  // Closing any channel of a file drops all of a process's POSIX locks on it. So a second attempt
  // of this JVM must be refused before it opens the file, or it would unlock the first. System
  // properties are the one place that all class loaders of a JVM share.
  private static final String HELD = "raghub.folder.held:";

  private final Path folder;
  private final FileChannel channel;

  private FolderLock(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  static FolderLock acquire(Path folder) {
    Path real = create(folder);
    String pid = String.valueOf(ProcessHandle.current().pid());
    if (System.getProperties().putIfAbsent(HELD + real, pid) != null) {
      throw inUse(folder, pid);
    }
    try {
      return new FolderLock(real, lock(real));
    } catch (RuntimeException | Error failed) {
      System.clearProperty(HELD + real);
      throw failed;
    }
  }

  private static Path create(Path folder) {
    try {
      Files.createDirectories(folder);
      return folder.toRealPath();
    } catch (IOException cause) {
      throw Failures.notWritable(folder, cause);
    }
  }

  private static FileChannel lock(Path folder) {
    Path file = folder.resolve("lock");
    try {
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock == null) {
        channel.close();
        throw inUse(folder, Files.readString(file).strip());
      }
      channel.truncate(0);
      channel.write(UTF_8.encode(ProcessHandle.current().pid() + "\n"));
      return channel;
    } catch (IOException cause) {
      throw Failures.notWritable(file, cause);
    }
  }

  private static RaghubException inUse(Path folder, String pid) {
    return new RaghubException(
        ErrorCode.FOLDER_IN_USE,
        "The folder " + folder + " is in use by process " + pid + "; expected a folder of its own");
  }

  @Override
  public void close() {
    try {
      channel.truncate(0);
      channel.close();
    } catch (IOException cause) {
      throw Failures.notWritable(folder, cause);
    } finally {
      System.clearProperty(HELD + folder);
    }
  }
}
