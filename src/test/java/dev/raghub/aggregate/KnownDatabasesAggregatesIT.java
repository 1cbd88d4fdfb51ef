package dev.raghub.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.raghub.TestPostgres;
import dev.raghub.eval.PostgresScript;
import dev.raghub.source.Aggregated;
import dev.raghub.source.DatabaseAddress;
import dev.raghub.source.Mapping;
import dev.raghub.source.PostgresAggregates;
import dev.raghub.source.PostgresSource;
import dev.raghub.source.SchemaDraft;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Asks three databases that many people know, by their drafted mappings, and compares every answer
/// with plain SQL. A wrong answer fails the test; so does an answer where a decline is expected.
/// Needs the dumps beside the project, in `../shared/data/sql`.
class KnownDatabasesAggregatesIT {
  private static final Path DUMPS = Path.of("../shared/data/sql");
  private static final Path QUESTIONS = Path.of("src/test/resources/aggregate");
  private static final int MAX_ROWS = 10;

  private final QuestionReader reader = new QuestionReader();

  /// A question and what is expected: SQL, or a code behind an exclamation mark.
  private record Case(String question, String expected) {
    boolean declined() {
      return expected.startsWith("!");
    }
  }

  /// What is asked.
  private record Known(String url, Mapping mapping, ReadRows rows, PostgresAggregates database) {}

  @ParameterizedTest
  @CsvSource({
    "pagila,pagila_neon.sql",
    "chinook,chinook_postgresql.sql",
    "northwind,northwind.sql"
  })
  void answersAsSqlDoesOrDeclines(String schema, String dump) throws IOException, SQLException {
    Path file = DUMPS.resolve(dump);
    assumeTrue(Files.exists(file), "needs " + file + ", which is not part of the repository");
    String url = TestPostgres.freshDatabase();
    PostgresScript.run(url, file);
    DatabaseAddress address = DatabaseAddress.of(url);
    List<String> report = new ArrayList<>();
    List<String> wrong = new ArrayList<>();
    try (PostgresSource source = PostgresSource.connect(address)) {
      Mapping mapping = SchemaDraft.draft(source.sampledCatalog(), schema, address).mapping();
      Known known =
          new Known(
              url,
              mapping,
              ReadRows.of(source.reader(mapping), mapping),
              source.aggregates(mapping, Duration.ofSeconds(10)));
      for (Case each : cases(schema)) {
        String expected = each.declined() ? each.expected() : sql(url, each.expected());
        String actual = ask(known, each.question());
        report.add("| %s | %s | %s |".formatted(each.question(), expected, actual));
        if (!actual.equals(expected)) {
          wrong.add(each.question() + ": expected " + expected + ", got " + actual);
        }
      }
    }
    Files.createDirectories(Path.of("target/aggregates"));
    Files.write(Path.of("target/aggregates", schema + ".md"), report);
    assertThat(wrong).isEmpty();
  }

  private static List<Case> cases(String schema) throws IOException {
    return Files.readAllLines(QUESTIONS.resolve(schema + ".txt")).stream()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split(" \\| ", 2))
        .map(parts -> new Case(parts[0], parts[1]))
        .toList();
  }

  /// The number or the keys that were computed, or the code with an exclamation mark.
  private String ask(Known known, String question) {
    Reading reading =
        reader.read(
            question,
            List.of(known.mapping()),
            known.rows(),
            rows -> known.database().facets(rows.source()));
    return switch (reading) {
      case Reading.None _ -> "!none";
      case Reading.Refused refused -> "!" + refused.reason().code();
      case Reading.Asked asked ->
          switch (known.database().compute(asked.aggregation(), MAX_ROWS)) {
            case Aggregated(String _, Aggregated.Found found) -> keys(found);
            case Aggregated other ->
                new AnswerText(asked, other, Map.of(), Instant.EPOCH)
                    .answer()
                    .computation()
                    .orElseThrow()
                    .value()
                    .orElseThrow();
          };
    };
  }

  private static String keys(Aggregated.Found found) {
    return String.join(" ", found.rows().stream().map(Aggregated.Dated::key).toList());
  }

  private static String sql(String url, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> values = new ArrayList<>();
      while (rows.next()) {
        values.add(rows.getString(1));
      }
      return String.join(" ", values);
    }
  }
}
