package dev.raghub.embedded;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Refuses to begin what a nearly full disk would leave half done.
final class FreeSpace {
  /// Enough for the unpacked binaries (65 MB), a new cluster (40 MB) and its first write-ahead log.
  static final long NEEDED_BYTES = 500_000_000L;

  private FreeSpace() {}

  static void require(Path folder) throws IOException {
    require(folder, Files.getFileStore(folder).getUsableSpace());
  }

  static void require(Path folder, long usableBytes) {
    if (usableBytes < NEEDED_BYTES) {
      throw new RaghubException(
          ErrorCode.DISK_FULL,
          "Only %d MB are free at %s; a first start needs %d MB"
              .formatted(usableBytes / 1_000_000, folder, NEEDED_BYTES / 1_000_000));
    }
  }
}
