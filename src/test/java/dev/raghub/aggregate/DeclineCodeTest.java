package dev.raghub.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DeclineCodeTest {
  @Test
  void isExplainedInTheDocumentation() throws IOException {
    String text = Files.readString(Path.of("docs/aggregates.md"));

    assertThat(Arrays.stream(DeclineCode.values()).map(code -> "| `" + code.code() + "` |"))
        .allMatch(text::contains);
  }
}
