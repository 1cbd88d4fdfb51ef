package dev.raghub.embedded;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Runs programs with no more rights and no more environment than a server needs.
///
/// PostgreSQL refuses to run as root. A root JVM therefore runs its children in a new user
/// namespace, in which they are nobody but still own root's files; or, where a container forbids
/// namespaces, as the user `nobody`, to whom the data then belongs. All children get a session of
/// their own, so that Ctrl-C in a terminal reaches the JVM only, which stops them in order.
///
/// @param prefix the words in front of each command
/// @param uid the user to whom data must belong
record ProcessLauncher(List<String> prefix, int uid) {
  private static final int NOBODY = 65534;
  private static final List<String> NAMESPACE = List.of("unshare", "-U");
  private static final List<String> SETPRIV =
      List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");

  ProcessLauncher {
    prefix = List.copyOf(prefix);
  }

  static ProcessLauncher forFolder(Path folder) {
    int self = userOf(Path.of("/proc/self"));
    if (self != 0) {
      return new ProcessLauncher(ownSession(List.of()), self);
    }
    if (succeeds(NAMESPACE, folder)) {
      return new ProcessLauncher(ownSession(NAMESPACE), 0);
    }
    if (succeeds(SETPRIV, folder)) {
      return asNobody();
    }
    throw Failures.server(
        "PostgreSQL does not run as root, and neither unshare nor setpriv could reach "
            + folder
            + "; run raghub as a normal user, or "
            + Failures.INSTEAD);
  }

  static ProcessLauncher asNobody() {
    return new ProcessLauncher(ownSession(SETPRIV), NOBODY);
  }

  ProcessBuilder builder(List<String> command) {
    List<String> words = new ArrayList<>(prefix);
    words.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(words);
    // The JVM's environment holds API keys, and PG* variables that would change what PostgreSQL
    // does.
    Map<String, String> environment = builder.environment();
    String path = environment.getOrDefault("PATH", "/usr/bin:/bin");
    environment.clear();
    environment.put("PATH", path);
    environment.put("LC_ALL", "C");
    return builder;
  }

  /// Gives a folder and all in it to the user that the servers run as.
  void own(Path folder) throws IOException {
    if (userOf(folder) == uid) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes ignored)
              throws IOException {
            Files.setAttribute(file, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failed)
              throws IOException {
            return visitFile(directory, Files.readAttributes(directory, BasicFileAttributes.class));
          }
        });
  }

  private static int userOf(Path path) {
    try {
      return (int) Files.getAttribute(path, "unix:uid");
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException cause) {
      throw Failures.server("Cannot read the owner of " + path + " (" + cause + ")", cause);
    }
  }

  private static List<String> ownSession(List<String> prefix) {
    if (!succeeds(List.of("setsid"), Path.of("/"))) {
      return prefix;
    }
    List<String> words = new ArrayList<>(prefix);
    words.addFirst("setsid");
    return words;
  }

  private static boolean succeeds(List<String> prefix, Path folder) {
    List<String> command = new ArrayList<>(prefix);
    command.addAll(List.of("test", "-x", folder.toString()));
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      boolean ended = process.waitFor(5, TimeUnit.SECONDS);
      process.destroyForcibly();
      return ended && process.exitValue() == 0;
    } catch (IOException absent) {
      return false;
    } catch (InterruptedException cause) {
      throw Failures.interrupted("trying " + command.getFirst(), cause);
    }
  }
}
