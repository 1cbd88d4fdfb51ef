package dev.raghub.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raghub.model.JsonAnswer.Found;
import org.junit.jupiter.api.Test;

class JsonAnswerTest {
  private static final String SCHEMA = ChatModelContract.SCHEMA;

  @Test
  void takesAnObjectAsItIs() {
    assertThat(in("{\"answer\": \"a\"}")).isEqualTo(new Found.Answer("{\"answer\": \"a\"}"));
  }

  @Test
  void findsTheObjectBetweenFencesAndProse() {
    Found found = new Found.Answer("{\"answer\":\"a } \\\" {\"}");

    assertThat(in("```json\n{\"answer\":\"a } \\\" {\"}\n```")).isEqualTo(found);
    assertThat(in("The {braces} here: {\"answer\":\"a } \\\" {\"} and {} more")).isEqualTo(found);
  }

  @Test
  void refusesWhatIsNoWholeObject() {
    Found nothing = new Found.Nothing("holds no whole JSON object");

    assertThat(in("{\"answer\":\"a")).isEqualTo(nothing);
    assertThat(in("Jane Austen")).isEqualTo(nothing);
    assertThat(in("[1]")).isEqualTo(nothing);
    assertThat(in("\"{\"")).isEqualTo(nothing);
  }

  @Test
  void refusesTheSchemaItself() {
    Found schema = new Found.Nothing("is the schema and not an answer");

    assertThat(in(SCHEMA)).isEqualTo(schema);
    assertThat(in("{\"type\":\"object\",\"properties\":{\"answer\":{}}}")).isEqualTo(schema);
  }

  @Test
  void namesTheFieldThatLacks() {
    assertThat(in("{\"reply\":\"a\"}")).isEqualTo(new Found.Nothing("lacks the field 'answer'"));
  }

  private static Found in(String text) {
    return JsonAnswer.in(text, SCHEMA);
  }
}
