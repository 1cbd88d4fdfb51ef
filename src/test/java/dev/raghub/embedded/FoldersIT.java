package dev.raghub.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldersIT {
  private static final String UNIQUE = ".00000000-0000-0000-0000-000000000000.new";

  @TempDir private Path temp;

  @Test
  void makesAFolderOnce() throws Exception {
    Path target = temp.resolve("made");
    Folders.makeOnce(target, fresh -> Files.writeString(fresh.resolve("a"), "first"));
    Folders.makeOnce(target, fresh -> Files.writeString(fresh.resolve("a"), "second"));

    assertThat(target.resolve("a")).hasContent("first");
    assertThat(temp).isDirectoryNotContaining("glob:**.new");
  }

  @Test
  void leavesNothingAfterAFailure() {
    Path target = temp.resolve("made");
    Folders.Filling failing =
        fresh -> {
          Files.writeString(fresh.resolve("a"), "half");
          throw new IOException("unplugged");
        };

    assertThatThrownBy(() -> Folders.makeOnce(target, failing)).hasMessage("unplugged");
    assertThat(temp).isEmptyDirectory();
  }

  @Test
  void deletesWhatADeadProcessLeftAndKeepsALivingOnes() throws Exception {
    Path dead = Files.createDirectories(temp.resolve("postgres-1.999999999" + UNIQUE));
    Files.writeString(dead.resolve("a"), "half");
    Path living =
        Files.createDirectory(temp.resolve("redis." + ProcessHandle.current().pid() + UNIQUE));

    Folders.makeOnce(temp.resolve("made"), fresh -> Files.writeString(fresh.resolve("a"), "b"));

    assertThat(dead).doesNotExist();
    assertThat(living).exists();
  }
}
