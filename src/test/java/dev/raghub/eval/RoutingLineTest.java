package dev.raghub.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.raghub.fault.RaghubException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RoutingLineTest {
  @TempDir private Path folder = Path.of(".");

  @Test
  void readsTextsWithAndWithoutAWorkspace() throws IOException {
    Path file =
        file(
            "{\"text\": \"a\", \"intent\": \"x\", \"workspace\": \"w\"}\n\n{\"text\": \"b\", \"workspace\": null}\n");
    assertThat(RoutingLine.read(file))
        .containsExactly(
            new RoutingLine("a", Optional.of("w")), new RoutingLine("b", Optional.empty()));
  }

  @Test
  void refusesALineThatDoesNotSayWhereItsTextBelongs() throws IOException {
    Path file = file("{\"text\": \"a\"}\n");
    assertThatThrownBy(() -> RoutingLine.read(file))
        .isInstanceOf(RaghubException.class)
        .hasMessageContaining("line 1: 'workspace' is missing");
  }

  private Path file(String content) throws IOException {
    return Files.writeString(folder.resolve("lines.jsonl"), content);
  }
}
