package dev.raghub.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlTemplateTest {
  private static final Pattern SLOT = Pattern.compile("\\{(\\w+)}");

  static Stream<SqlTemplate> all() {
    return SqlGold.SCHEMAS.stream().flatMap(schema -> SqlTemplate.of(schema).stream());
  }

  @ParameterizedTest
  @ValueSource(strings = {"pagila", "chinook", "northwind"})
  void hasEightTemplatesASchemaOrMore(String schema) {
    List<SqlTemplate> templates = SqlTemplate.of(schema);

    assertThat(templates).hasSizeGreaterThanOrEqualTo(8);
    assertThat(templates.stream().map(SqlTemplate::id)).doesNotHaveDuplicates();
  }

  @Test
  void asksMostlyWhatNeedsTwoToFourJoins() {
    List<SqlTemplate> templates = all().toList();

    long some = templates.stream().filter(each -> each.joins() >= 2 && each.joins() <= 4).count();
    assertThat(some).isGreaterThan(templates.size() / 2);
  }

  @ParameterizedTest
  @MethodSource("all")
  void hasFourWordingsOrMore(SqlTemplate template) {
    assertThat(template.wordings()).hasSizeGreaterThanOrEqualTo(4).doesNotHaveDuplicates();
  }

  /// A wording that leaves a slot out asks about more rows than the gold ones. `day` is a `date`
  /// written out.
  @ParameterizedTest
  @MethodSource("all")
  void usesEverySlotInEveryWording(SqlTemplate template) {
    Set<String> slots = slots(template.wordings().getFirst());

    assertThat(slots).isNotEmpty();
    assertThat(template.wordings()).allSatisfy(each -> assertThat(slots(each)).isEqualTo(slots));
  }

  /// What the column holds, `SqlGoldIT` sees.
  @ParameterizedTest
  @MethodSource("all")
  void selectsEverySlotThatAWordingUses(SqlTemplate template) {
    assertThat(
            template.wordings().stream()
                .flatMap(wording -> SLOT.matcher(wording).results())
                .map(slot -> slot.group(1)))
        .allSatisfy(slot -> assertThat(template.sql()).containsPattern("\\b" + slot + "\\b"));
    assertThat(template.sql()).contains(" AS answer", " AS gold").doesNotContain(";", "?");
  }

  @Test
  void fillsTheSlotsInOnePass() {
    SqlTemplate template =
        SqlTemplate.parse(
                """
                - id: one
                  joins: 2
                  wordings:
                    - Who sold {product} to {customer}?
                    - "{customer}: {product}"
                  sql: SELECT 1
                """)
            .getFirst();

    assertThat(template.ask(0, Map.of("product", "{customer} $1", "customer", "Bon app'")))
        .isEqualTo("Who sold {customer} $1 to Bon app'?");
    assertThat(template.computed()).isEmpty();
  }

  @Test
  void refusesAWordingWhoseSlotNobodyFills() {
    SqlTemplate template = new SqlTemplate("one", 0, List.of("Where is {film}?"), "SELECT 1", "");

    assertRefused(
        ErrorCode.INTERNAL,
        "template \"one\" asks about {film}; expected one of the columns [title]",
        () -> template.ask(0, Map.of("title", "a")));
  }

  @Test
  void refusesTemplatesThatDoNotParse() {
    assertRefused(
        ErrorCode.INTERNAL,
        "the templates do not parse",
        () -> SqlTemplate.parse("- id: one\n  joins: 1\n  sql: SELECT 1\n"));
    assertRefused(
        ErrorCode.INTERNAL,
        "the templates do not parse",
        () -> SqlTemplate.parse("- id: one\n  sentence: Who?\n"));
  }

  @Test
  void refusesASchemaWithoutTemplates() {
    assertRefused(
        ErrorCode.INVALID_REQUEST,
        "schema \"sakila\" has no templates; expected one of [pagila, chinook, northwind]",
        () -> SqlTemplate.of("sakila"));
  }

  private static void assertRefused(ErrorCode code, String message, Runnable call) {
    assertThatExceptionOfType(RaghubException.class)
        .isThrownBy(call::run)
        .withMessage(message)
        .satisfies(refused -> assertThat(refused.code()).isEqualTo(code));
  }

  private static Set<String> slots(String wording) {
    return SLOT.matcher(wording)
        .results()
        .map(slot -> slot.group(1).equals("day") ? "date" : slot.group(1))
        .collect(Collectors.toSet());
  }
}
