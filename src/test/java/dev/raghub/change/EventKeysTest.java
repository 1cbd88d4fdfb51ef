package dev.raghub.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.raghub.fault.RaghubException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventKeysTest {
  private static final String EVENT =
      """
      {"number": 7, "repository": {"full_name": "ghent/lamps"}, "commits": [
        {"id": "a1", "added": ["x.md", "y/z.md"], "removed": []},
        {"id": "b2", "added": ["x.md"], "removed": ["old.md"]}], "a/b": true}
      """;

  @Test
  void findsOneRow() throws Exception {
    assertThat(keys("/number")).containsExactly(List.of("7"));
  }

  @Test
  void findsEveryElementOfAListOnce() throws Exception {
    assertThat(keys("/commits/*/id")).containsExactly(List.of("a1"), List.of("b2"));
    assertThat(keys("/commits/*/added/*|/commits/*/removed/*"))
        .containsExactly(List.of("x.md"), List.of("y/z.md"), List.of("old.md"));
  }

  @Test
  void putsAKeyOfSeveralColumnsTogether() throws Exception {
    assertThat(keys("/repository/full_name, /commits/*/id"))
        .containsExactly(List.of("ghent/lamps", "a1"), List.of("ghent/lamps", "b2"));
  }

  @Test
  void leavesOutTheRowThatLacksAColumnAndNoOther() throws Exception {
    String event =
        """
        {"commits": [{"id": "a1", "by": "kim"}, {"id": "b2", "by": null}, {"id": "c3", "by": "lee"}, {"id": "d4"}]}
        """;
    assertThat(
            EventKeys.of("setting", "/commits/*/id,/commits/*/by")
                .of(new ObjectMapper().readTree(event)))
        .containsExactly(List.of("a1", "kim"), List.of("c3", "lee"));
  }

  @Test
  void findsNothingWhereNothingIs() throws Exception {
    assertThat(keys("/none/of/this")).isEmpty();
    assertThat(keys("/commits")).isEmpty();
    assertThat(keys("/a~1b")).isEmpty();
    assertThat(keys("/number,/none")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "number", "/", "/a,", "/a||/b", "/a//b"})
  void isMadeOfPointersOnly(String text) {
    assertThatThrownBy(() -> EventKeys.of("raghub.webhook.repo.push-keys", text))
        .isInstanceOf(RaghubException.class)
        .hasMessageContaining("raghub.webhook.repo.push-keys");
  }

  private static Set<List<String>> keys(String pointers) throws Exception {
    return EventKeys.of("setting", pointers).of(new ObjectMapper().readTree(EVENT));
  }
}
