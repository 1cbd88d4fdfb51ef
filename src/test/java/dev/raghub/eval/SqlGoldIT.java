package dev.raghub.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.raghub.TestPostgres;
import dev.raghub.document.Document;
import dev.raghub.document.RowDocuments;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.source.DatabaseAddress;
import dev.raghub.source.Mapping;
import dev.raghub.source.PostgresReader;
import dev.raghub.source.PostgresSource;
import dev.raghub.source.SchemaDraft;
import dev.raghub.source.SourceMapping;
import dev.raghub.source.SourceRow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Generates the set of every schema and holds each question against the rows as raghub shows them.
/// Needs the dumps beside the project, in `../shared/data/sql`.
class SqlGoldIT {
  private static final Map<String, Path> DUMPS =
      Map.of(
          "pagila", Path.of("../shared/data/sql/pagila_neon.sql"),
          "chinook", Path.of("../shared/data/sql/chinook_postgresql.sql"),
          "northwind", Path.of("../shared/data/sql/northwind.sql"));
  private static final List<String> SCHEMAS = SqlGold.SCHEMAS;
  private static final long SEED = Long.getLong("raghub.seed", 1);
  private static final int BATCH = 500;

  /// Many more of each template than a set has, so that other seeds find nothing new.
  private static final int CHECKED = 300;

  private static final Map<String, Known> KNOWN = new HashMap<>();

  /// A loaded database, its rows as documents of the drafted mapping, and what is checked.
  record Known(DatabaseAddress address, Map<String, Document> rows, List<Checked> checked) {}

  /// A question and what it was made of.
  record Checked(SqlQuestion question, SqlTemplate template, Instance instance, GoldRows gold) {
    /// A day is a date written out, and only the date stands in rows.
    List<String> named() {
      return instance.slots().entrySet().stream()
          .filter(slot -> !slot.getKey().equals("day"))
          .map(Map.Entry::getValue)
          .toList();
    }

    boolean shown() {
      return template.computed().isEmpty();
    }

    /// The gold rows without which nothing that the question names, no answer and no connection is
    /// lost.
    List<String> spare() {
      return question.gold().stream().filter(row -> !needs(gold.without(row))).toList();
    }

    private boolean needs(GoldRows rest) {
      return !rest.missing(named()).isEmpty()
          || !rest.missing(question.answers()).isEmpty()
          || rest.groups() > gold.groups();
    }

    /// What is wrong, with the question that it is wrong with; nothing is fine.
    Stream<String> complaint(List<String> wrong) {
      return wrong.isEmpty() ? Stream.empty() : Stream.of(wrong + " of " + question);
    }
  }

  @ParameterizedTest
  @FieldSource("SCHEMAS")
  void namesOneToSixGoldRowsThatExist(String schema) {
    Known known = known(schema);

    assertThat(known.checked().stream().map(each -> each.question().gold()))
        .allSatisfy(gold -> assertThat(gold).hasSizeBetween(1, 6).doesNotHaveDuplicates())
        .allSatisfy(gold -> assertThat(known.rows()).containsKeys(gold.toArray(String[]::new)));
  }

  @ParameterizedTest
  @FieldSource("SCHEMAS")
  void showsEveryAnswerInAGoldRow(String schema) {
    assertThat(
            known(schema).checked().stream()
                .filter(Checked::shown)
                .flatMap(each -> each.complaint(each.gold().missing(each.question().answers()))))
        .isEmpty();
  }

  @ParameterizedTest
  @FieldSource("SCHEMAS")
  void showsEverythingThatTheQuestionNamesInAGoldRow(String schema) {
    assertThat(
            known(schema).checked().stream()
                .flatMap(each -> each.complaint(each.gold().missing(each.named()))))
        .isEmpty();
  }

  @ParameterizedTest
  @FieldSource("SCHEMAS")
  void needsEveryGoldRow(String schema) {
    assertThat(
            known(schema).checked().stream()
                .filter(Checked::shown)
                .flatMap(each -> each.complaint(each.spare())))
        .isEmpty();
  }

  @ParameterizedTest
  @FieldSource("SCHEMAS")
  void asksTheSameForTheSameSeedAndElseForAnother(String schema) {
    Known known = known(schema);

    List<SqlQuestion> questions = set(known, schema, SEED);

    assertThat(set(known, schema, SEED)).isEqualTo(questions);
    assertThat(set(known, schema, SEED + 1)).isNotEqualTo(questions);
    assertThat(known.checked().stream().map(Checked::question)).containsAll(questions);
  }

  @ParameterizedTest
  @FieldSource("SCHEMAS")
  void asksEveryTemplateInEveryWording(String schema) {
    Known known = known(schema);

    Map<String, Long> counts =
        set(known, schema, SEED).stream()
            .collect(Collectors.groupingBy(SqlQuestion::template, Collectors.counting()));
    // Few people have people who report to them.
    counts.remove("reports");
    assertThat(counts).hasSizeGreaterThanOrEqualTo(8);
    assertThat(counts.values()).containsOnly((long) SqlGold.PER_TEMPLATE);
    assertThat(SqlTemplate.of(schema))
        .allSatisfy(
            template ->
                assertThat(template.wordings()).hasSizeLessThanOrEqualTo(SqlGold.PER_TEMPLATE));
  }

  @Test
  void asksFourHundredDifferentQuestionsOrMore() throws Exception {
    List<SqlQuestion> questions = new ArrayList<>();
    SCHEMAS.forEach(schema -> questions.addAll(set(known(schema), schema, SEED)));
    Files.createDirectories(Path.of("target/sql-gold"));
    QuestionFile.write(Path.of("target/sql-gold/queries.jsonl"), questions);

    assertThat(questions).hasSizeGreaterThanOrEqualTo(400);
    assertThat(questions.stream().map(SqlQuestion::question)).doesNotHaveDuplicates();
    assertThat(questions.stream().map(SqlQuestion::id)).doesNotHaveDuplicates();
    assertThat(QuestionFile.read(Path.of("target/sql-gold/queries.jsonl"))).isEqualTo(questions);
  }

  @Test
  void refusesAnotherDatabaseAndACountOutsideTheLimits() {
    DatabaseAddress empty = DatabaseAddress.of(TestPostgres.freshDatabase());

    assertRefused(ErrorCode.SOURCE_CHANGED, () -> SqlGold.questions(empty, "pagila", 1, 1));
    assertRefused(ErrorCode.SOURCE_CHANGED, () -> SqlGold.questions(empty, "pagila", 1, 1_000));
    assertRefused(ErrorCode.INVALID_REQUEST, () -> SqlGold.questions(empty, "pagila", 1, 0));
    assertRefused(ErrorCode.INVALID_REQUEST, () -> SqlGold.questions(empty, "pagila", 1, 1_001));
    assertRefused(ErrorCode.INVALID_REQUEST, () -> SqlGold.questions(empty, "sakila", 1, 1));
  }

  /// A set of the usual size.
  private static List<SqlQuestion> set(Known known, String schema, long seed) {
    return SqlGold.questions(known.address(), schema, seed, SqlGold.PER_TEMPLATE);
  }

  private static void assertRefused(ErrorCode code, Runnable call) {
    assertThatExceptionOfType(RaghubException.class)
        .isThrownBy(call::run)
        .satisfies(refused -> assertThat(refused.code()).isEqualTo(code));
  }

  private static Known known(String schema) {
    Path dump = DUMPS.get(schema);
    assumeTrue(Files.exists(dump), "needs " + dump + ", which is not part of the repository");
    return KNOWN.computeIfAbsent(
        schema,
        _ -> {
          String url = TestPostgres.freshDatabase();
          PostgresScript.run(url, dump);
          DatabaseAddress address = DatabaseAddress.of(url);
          Map<String, Document> rows = rows(schema, address);
          return new Known(address, rows, checked(schema, address, rows));
        });
  }

  private static List<Checked> checked(
      String schema, DatabaseAddress address, Map<String, Document> rows) {
    List<Checked> checked = new ArrayList<>();
    List<SqlQuestion> questions = SqlGold.questions(address, schema, SEED, CHECKED);
    try (PostgresInstances instances = new PostgresInstances(address)) {
      for (SqlTemplate template : SqlTemplate.of(schema)) {
        for (Instance instance : instances.sample(template, SEED, CHECKED)) {
          SqlQuestion question = questions.get(checked.size());
          GoldRows gold = GoldRows.of(question.gold(), rows);
          checked.add(new Checked(question, template, instance, gold));
        }
      }
    }
    assertThat(checked).hasSameSizeAs(questions);
    return checked;
  }

  private static Map<String, Document> rows(String schema, DatabaseAddress address) {
    Map<String, Document> rows = new HashMap<>();
    try (PostgresSource source = PostgresSource.connect(address)) {
      Mapping mapping = SchemaDraft.draft(source.sampledCatalog(), schema, address).mapping();
      PostgresReader reader = source.reader(mapping);
      for (SourceMapping each : mapping.sources()) {
        RowDocuments documents = new RowDocuments(each);
        reader.read(
            each,
            BATCH,
            batch ->
                batch.forEach(
                    row -> {
                      Document document = documents.document((SourceRow) row);
                      rows.put(GoldRows.name(document), document);
                    }));
      }
    }
    return rows;
  }
}
