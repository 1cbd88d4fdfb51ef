package dev.raghub.embedded;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;

/// Passwords that are made up once and kept in a file that only its owner can read. They are never
/// printed. Thread-safe inside the JVM that holds the folder.
public final class Secrets {
  private static final int PASSWORD_BYTES = 24;

  private final Path file;
  private final SecureRandom random = new SecureRandom();

  private Secrets(Path file) {
    this.file = file;
  }

  static Secrets in(Path folder) {
    return new Secrets(folder.resolve("secrets"));
  }

  /// The password of that name, generated at first use: 32 characters that need no quoting in URLs,
  /// files or shells.
  public synchronized String password(String name) {
    try {
      Properties known = read();
      String password = known.getProperty(name);
      return password == null ? generate(name, known) : password;
    } catch (IOException cause) {
      throw Failures.notWritable(file, cause);
    }
  }

  private Properties read() throws IOException {
    Properties known = new Properties();
    if (Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        known.load(reader);
      }
    }
    return known;
  }

  private String generate(String name, Properties known) throws IOException {
    byte[] bytes = new byte[PASSWORD_BYTES];
    random.nextBytes(bytes);
    String password = Base64.getUrlEncoder().encodeToString(bytes);
    known.setProperty(name, password);
    Path next = file.resolveSibling("secrets.new");
    Files.deleteIfExists(next);
    createPrivate(next);
    try (Writer writer = Files.newBufferedWriter(next)) {
      known.store(writer, "Passwords of the embedded servers. Keep with the data.");
    }
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    return password;
  }

  /// Makes an empty file that only its owner can read and write.
  static void createPrivate(Path file) throws IOException {
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
  }

  @Override
  public String toString() {
    return "Secrets[" + file + "]";
  }
}
