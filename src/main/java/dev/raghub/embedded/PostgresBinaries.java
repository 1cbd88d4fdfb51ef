package dev.raghub.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/// Unpacks PostgreSQL, and an overlay of extensions over it, once per version of both.
final class PostgresBinaries {
  /// As in pom.xml; a test compares it with what the executable says.
  static final String VERSION = "17.11.0";

  static final String MAJOR = "17";

  private static final Set<PosixFilePermission> PROGRAM =
      PosixFilePermissions.fromString("rwxr-xr-x");

  private PostgresBinaries() {}

  /// The folder with `bin`, `lib` and `share`.
  static Path install(EmbeddedSettings settings) {
    ServerPlatform platform = ServerPlatform.current();
    try {
      String name = "postgres-" + VERSION + overlaySuffix(settings.overlay());
      return Folders.makeOnce(
          settings.binaries().resolve(name), fresh -> fill(fresh, platform, settings.overlay()));
    } catch (IOException cause) {
      throw Failures.notWritable(settings.binaries(), cause);
    }
  }

  private static void fill(Path fresh, ServerPlatform platform, Optional<Path> overlay)
      throws IOException {
    unpack(platform.postgres(), fresh);
    if (overlay.isPresent()) {
      copy(overlay.get().resolve("lib"), fresh.resolve("lib/postgresql"));
      copy(overlay.get().resolve("extension"), fresh.resolve("share/postgresql/extension"));
    }
  }

  private static void unpack(String resource, Path fresh) throws IOException {
    try (InputStream packed = new BufferedInputStream(ServerPlatform.open(resource), 1 << 16);
        TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(packed))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        unpackEntry(tar, entry, fresh);
      }
    }
  }

  private static void unpackEntry(TarArchiveInputStream tar, TarArchiveEntry entry, Path fresh)
      throws IOException {
    Path file = fresh.resolve(entry.getName()).normalize();
    if (!file.startsWith(fresh)) {
      throw new IOException("the archive's entry " + entry.getName() + " leaves its folder");
    }
    if (entry.isDirectory()) {
      Files.createDirectories(file);
      return;
    }
    Files.createDirectories(Folders.parent(file));
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(tar, file);
    if ((entry.getMode() & 0100) != 0) {
      Files.setPosixFilePermissions(file, PROGRAM);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    for (Path file : Folders.files(from)) {
      Path target = to.resolve(from.relativize(file).toString());
      Files.createDirectories(Folders.parent(target));
      Files.deleteIfExists(target);
      Files.copy(file, target);
    }
  }

  /// Names an overlay by its content, so that a newer pgvector gets a folder of its own.
  private static String overlaySuffix(Optional<Path> overlay) throws IOException {
    if (overlay.isEmpty()) {
      return "";
    }
    Path folder = overlay.get();
    if (!Files.isDirectory(folder.resolve("lib"))
        || !Files.isDirectory(folder.resolve("extension"))) {
      throw Failures.server(
          EmbeddedSettings.OVERLAY_KEY
              + " names "
              + folder
              + "; expected a folder that holds lib/ and extension/");
    }
    MessageDigest digest = sha256();
    for (Path file : Folders.files(folder)) {
      digest.update(folder.relativize(file).toString().getBytes(UTF_8));
      digest.update(Files.readAllBytes(file));
    }
    return "-with-" + HexFormat.of().formatHex(digest.digest(), 0, 6);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every JVM has SHA-256", impossible);
    }
  }
}
