package dev.raghub.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedRefusalsIT {
  @TempDir private Path temp;

  @Test
  void refusesASecondInstanceInThisJvmAndInAnother() throws Exception {
    Path folder = temp.resolve("one");
    String inUse = "The folder " + folder + " is in use by process ";
    try (EmbeddedServers first = EmbeddedServers.start(EmbeddedTestPaths.settings(folder))) {
      refused(ErrorCode.FOLDER_IN_USE, () -> EmbeddedServers.start(folder))
          .hasMessageStartingWith(inUse + ProcessHandle.current().pid() + ";")
          .hasMessageNotContaining("\n");
      assertThatThrownBy(() -> ForkedServers.start(folder))
          .hasMessageContaining(inUse + ProcessHandle.current().pid() + ";");
      assertThat(first.dead()).isEmpty();
    }
    try (ForkedServers other = ForkedServers.start(folder)) {
      refused(ErrorCode.FOLDER_IN_USE, () -> EmbeddedServers.start(folder))
          .hasMessageStartingWith(inUse + other.process().pid() + ";");
      other.terminate();
    }
  }

  @Test
  void refusesAFolderThatCannotBeMade() throws Exception {
    Path file = Files.writeString(temp.resolve("file"), "in the way");

    refused(ErrorCode.FOLDER_NOT_WRITABLE, () -> EmbeddedServers.start(file.resolve("folder")))
        .hasMessageContaining(file.resolve("folder").toString());
  }

  @Test
  void refusesAFolderWithoutPermission() throws Exception {
    Path folder = Files.createDirectory(temp.resolve("closed"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-xr-xr-x"));
    assumeThat(Files.isWritable(folder)).as("root may write everywhere").isFalse();

    refused(ErrorCode.FOLDER_NOT_WRITABLE, () -> EmbeddedServers.start(folder));
  }

  @Test
  void refusesADiskThatIsNearlyFull() {
    refused(ErrorCode.DISK_FULL, () -> FreeSpace.require(temp, FreeSpace.NEEDED_BYTES - 1))
        .hasMessage("Only 499 MB are free at " + temp + "; a first start needs 500 MB");
    assertThatCode(() -> FreeSpace.require(temp, FreeSpace.NEEDED_BYTES))
        .doesNotThrowAnyException();
  }

  @Test
  void namesTheSettingsToUseWhereItHasNoServers() {
    refused(ErrorCode.EMBEDDED_SERVER_FAILED, () -> ServerPlatform.of("Mac OS X", "aarch64"))
        .hasMessageContaining("Mac OS X on aarch64")
        .hasMessageContaining("RAGHUB_DATABASE_URL and RAGHUB_REDIS_URL");
    assertThat(ServerPlatform.of("Linux", "aarch64").redis())
        .isEqualTo("redis-server-6.2.7-linux-arm64");
  }

  @Test
  void showsTheLogOfAServerThatDoesNotComeUp() throws Exception {
    Path folder = temp.resolve("broken");
    EmbeddedPostgres.start(EmbeddedTestPaths.settings(folder)).close();
    Files.delete(folder.resolve("postgres/data/global/pg_control"));

    refused(
            ErrorCode.EMBEDDED_SERVER_FAILED,
            () -> EmbeddedPostgres.start(EmbeddedTestPaths.settings(folder)))
        .hasMessageContaining("its log " + folder.resolve("postgres.log") + " ends: ")
        .hasMessageContaining("pg_control");
  }

  @Test
  void givesUpAtTheStartLimit() throws InterruptedException {
    Path folder = temp.resolve("slow");
    EmbeddedSettings settings = EmbeddedTestPaths.settings(folder).withStartLimit(Duration.ZERO);

    refused(ErrorCode.EMBEDDED_SERVER_FAILED, () -> EmbeddedPostgres.start(settings))
        .hasMessageContaining("PostgreSQL was not ready after 0 s");
    // What a killed PostgreSQL had started ends by itself, a little later.
    for (int tries = 0; tries < 300 && !left(folder).isEmpty(); tries++) {
      Thread.sleep(100);
    }
    assertThat(left(folder)).isEmpty();
  }

  private static List<?> left(Path folder) {
    return List.copyOf(Orphans.find("postgres", folder.resolve("postgres/data")));
  }

  @Test
  void refusesAnOverlayWithoutItsFolders() {
    EmbeddedSettings settings =
        EmbeddedTestPaths.settings(temp.resolve("servers")).withOverlay(Optional.of(temp));

    refused(ErrorCode.EMBEDDED_SERVER_FAILED, () -> EmbeddedPostgres.start(settings))
        .hasMessageContaining("expected a folder that holds lib/ and extension/");
  }

  @Test
  void addsTheOverlayToPostgres() {
    EmbeddedSettings settings = EmbeddedTestPaths.settings(temp.resolve("servers"));
    assumeThat(settings.overlay())
        .as("set %s to a folder with lib/ and extension/", EmbeddedSettings.OVERLAY_KEY)
        .isPresent();

    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(settings)) {
      assertThat(postgres.server().createExtension("postgres", "vector")).isTrue();
      assertThat(postgres.server().createExtension("postgres", "vector")).isTrue();
    }
  }

  @Test
  void saysSoWhenAnExtensionIsAbsent() {
    EmbeddedSettings settings =
        EmbeddedTestPaths.settings(temp.resolve("servers")).withOverlay(Optional.empty());

    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(settings)) {
      assertThat(postgres.server().createExtension("postgres", "vector")).isFalse();
      assertThat(postgres.server().createExtension("postgres", "pg_trgm")).isTrue();
    }
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> refused(
      ErrorCode code, ThrowingCallable action) {
    return assertThatThrownBy(action)
        .isInstanceOfSatisfying(
            RaghubException.class, refused -> assertThat(refused.code()).isEqualTo(code));
  }
}
