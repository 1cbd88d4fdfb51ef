package dev.raghub.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuestionFileTest {
  private static final String LINE =
      "{\"id\":\"a-b-01\",\"schema\":\"a\",\"template\":\"b\",\"joins\":2,\"question\":\"Wo ist Köln?\","
          + "\"answer\":[\"x\"],\"gold\":[\"city:1\",\"country:2\"]}\n";

  private Path file = Path.of("");

  @BeforeEach
  void place(@TempDir Path folder) {
    file = folder.resolve("queries.jsonl");
  }

  @Test
  void readsWhatItWrote() throws IOException {
    SqlQuestion question =
        new SqlQuestion(
            "a-b-01", "a", "b", 2, "Wo ist Köln?", List.of("x"), List.of("city:1", "country:2"));

    QuestionFile.write(file, List.of(question, question));

    assertThat(Files.readString(file)).isEqualTo(LINE + LINE);
    assertThat(QuestionFile.read(file)).containsExactly(question, question);
  }

  @Test
  void namesTheLineThatIsNoQuestion() throws IOException {
    for (String wrong :
        List.of(
            "{}",
            "[]",
            LINE.replace("\"joins\":2,", ""),
            LINE.replace("[\"x\"]", "null"),
            LINE.replace("[\"x\"]", "[]"),
            LINE.replace("\"id\"", "\"name\":1,\"id\""))) {
      Files.writeString(file, LINE + wrong);
      assertThatExceptionOfType(RaghubException.class)
          .isThrownBy(() -> QuestionFile.read(file))
          .withMessageStartingWith(file + ", line 2: no question;")
          .satisfies(refused -> assertThat(refused.code()).isEqualTo(ErrorCode.MALFORMED_JSON));
    }
  }

  @Test
  void refusesAPlaceThatCannotBeReadOrWritten() {
    Path nowhere = file.resolve("below");

    assertThatExceptionOfType(RaghubException.class)
        .isThrownBy(() -> QuestionFile.read(nowhere))
        .satisfies(refused -> assertThat(refused.code()).isEqualTo(ErrorCode.NOT_FOUND));
    assertThatExceptionOfType(RaghubException.class)
        .isThrownBy(() -> QuestionFile.write(nowhere, List.of()))
        .satisfies(refused -> assertThat(refused.code()).isEqualTo(ErrorCode.FOLDER_NOT_WRITABLE));
  }
}
