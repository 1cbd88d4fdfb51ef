package dev.raghub.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.raghub.eval.RetrievalSet.SetPassage;
import dev.raghub.eval.RetrievalSet.SetQuestion;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetrievalSetTest {
  private static final String PASSAGE =
      "{\"id\": \"p1\", \"title\": \"Cat\", \"text\": \"It naps.\"}";
  private static final String QUESTION =
      "{\"id\": 1, \"question\": \"Who?\", \"answer\": \"Minka\", \"gold\": [\"p1\", 2]}";

  @TempDir Path folder;

  @BeforeEach
  void writeASet() throws IOException {
    write("corpus.jsonl", PASSAGE);
    write("queries.jsonl", QUESTION);
  }

  @Test
  void readsPassagesAndQuestions() {
    RetrievalSet set = RetrievalSet.read(folder);

    assertThat(set.name()).isEqualTo(folder.getFileName().toString());
    assertThat(set.passages()).containsExactly(new SetPassage("p1", "Cat", "It naps."));
    assertThat(set.questions())
        .containsExactly(new SetQuestion("1", "Who?", "Minka", List.of("p1", "2")));
  }

  @Test
  void readsAQuestionWithoutAnAnswer() throws IOException {
    write("queries.jsonl", "{\"id\": 1, \"question\": \"Who?\", \"gold\": [\"p1\"]}\n\n");

    assertThat(RetrievalSet.read(folder).questions())
        .containsExactly(new SetQuestion("1", "Who?", "", List.of("p1")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'id': 'p2', 'title': 'Dog'                      | no JSON",
        "{'id': 'p2', 'title': 'Dog', 'text': 'It'} extra | no JSON",
        "{'id': 'p2', 'text': 'It barks.'}                | 'title' is missing",
        "{'id': 'p2', 'title': null, 'text': 'It barks.'} | 'title' is missing",
        "{'id': ['p2'], 'title': 'Dog', 'text': 'It'}     | 'id' is missing",
        "5                                                | 'id' is missing"
      },
      quoteCharacter = '`')
  void saysWhichLineOfTheCorpusIsWrong(String line, String reason) throws IOException {
    write("corpus.jsonl", PASSAGE + "\n\n" + line.replace('\'', '"') + "\n" + PASSAGE);

    checkRefused(folder.resolve("corpus.jsonl") + ", line 3: " + reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'id': 1, 'question': 'Who?'}                | 'gold' is missing or empty",
        "{'id': 1, 'question': 'Who?', 'gold': []}    | 'gold' is missing or empty",
        "{'id': 1, 'question': 'Who?', 'gold': 'p1'}  | 'gold' is missing or empty",
        "{'id': 1, 'gold': ['p1']}                    | 'question' is missing",
        "not JSON                                     | no JSON"
      },
      quoteCharacter = '`')
  void saysWhichLineOfTheQuestionsIsWrong(String line, String reason) throws IOException {
    write("queries.jsonl", QUESTION + "\n" + line.replace('\'', '"'));

    checkRefused(folder.resolve("queries.jsonl") + ", line 2: " + reason);
  }

  @Test
  void saysWhichFileIsEmpty() throws IOException {
    write("queries.jsonl", "\n \n");

    checkRefused(folder.resolve("queries.jsonl") + " has no lines");
  }

  @Test
  void saysWhichFileIsMissing() throws IOException {
    Files.delete(folder.resolve("queries.jsonl"));

    checkRefused(
        "cannot read %s; expected a folder with corpus.jsonl and queries.jsonl"
            .formatted(folder.resolve("queries.jsonl")));
  }

  private void checkRefused(String reason) {
    assertThatExceptionOfType(RaghubException.class)
        .isThrownBy(() -> RetrievalSet.read(folder))
        .satisfies(refused -> assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_REQUEST))
        .satisfies(refused -> assertThat(refused.reason()).isEqualTo(reason));
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }
}
