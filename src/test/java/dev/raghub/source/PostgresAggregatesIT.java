package dev.raghub.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.raghub.TestPostgres;
import dev.raghub.eval.PostgresScript;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.source.Aggregated.Added;
import dev.raghub.source.Aggregated.Counted;
import dev.raghub.source.Aggregated.Dated;
import dev.raghub.source.Aggregated.Found;
import dev.raghub.source.Aggregation.Average;
import dev.raghub.source.Aggregation.Condition;
import dev.raghub.source.Aggregation.Count;
import dev.raghub.source.Aggregation.Earliest;
import dev.raghub.source.Aggregation.Holds;
import dev.raghub.source.Aggregation.Latest;
import dev.raghub.source.Aggregation.LeadsTo;
import dev.raghub.source.Aggregation.Operation;
import dev.raghub.source.Aggregation.Sum;
import dev.raghub.source.Aggregation.Within;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Computes over a schema of everything that is unusual, by its own draft.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresAggregatesIT {
  private static final String ORDERS =
      """
      CREATE TABLE coin (id integer PRIMARY KEY, price money, share real, weight double precision);
      INSERT INTO coin VALUES (1, 1.10, 0.1, 0.1), (2, 2.20, 0.2, 0.2), (3, NULL, NULL, NULL);
      CREATE TABLE nickname (nick text PRIMARY KEY, user_email text REFERENCES "user" (email));
      INSERT INTO nickname VALUES ('a', 'ada@example.org'), ('b', 'ada@example.org'), ('c', NULL)""";

  private final String url = TestPostgres.freshDatabase();
  private PostgresSource database;
  private Mapping mapping;
  private PostgresAggregates aggregates;

  @BeforeAll
  void loadTheFixture() {
    PostgresScript.run(url, Path.of("src/test/resources/source/fixture.sql"));
    PostgresScript.run(url, ORDERS);
    DatabaseAddress address = DatabaseAddress.of(url);
    database = PostgresSource.connect(address);
    mapping = SchemaDraft.draft(database.sampledCatalog(), "fixture", address).mapping();
    aggregates = database.aggregates(mapping, Duration.ofSeconds(10));
  }

  @AfterAll
  void close() {
    database.close();
  }

  private SourceMapping source(String name) {
    return mapping.source(name).orElseThrow();
  }

  private Aggregated.Result compute(String source, Operation operation, Condition... conditions) {
    return aggregates
        .compute(new Aggregation(source(source), operation, List.of(conditions)), 2)
        .result();
  }

  private Step step(String source, String name) {
    return source(source).lists().stream()
        .filter(list -> list.name().equals(name))
        .map(Step.class::cast)
        .findFirst()
        .or(() -> source(source).reference(name))
        .orElseThrow();
  }

  @Test
  void draftsWhatMayBeComputed() {
    assertThat(mapping.sources()).allMatch(source -> source.computable().counts());
    assertThat(source("everything").computable())
        .isEqualTo(new Computable(true, List.of("share", "price", "doubled", "ratio"), "day"));
    assertThat(source("Order").computable()).isEqualTo(new Computable(true, List.of(), "placedAt"));
    assertThat(source("order_part").computable().sums()).containsExactly("quantity");
    assertThat(source("reading").computable().sums()).containsExactly("value");
    assertThat(source("user").computable()).isEqualTo(new Computable(true, List.of(), ""));
  }

  @Test
  void countsAcrossReferencesListsAndQuotedNames() {
    assertThat(compute("event", new Count())).isEqualTo(new Counted(30));
    assertThat(compute("reading", new Count())).isEqualTo(new Counted(5));
    assertThat(compute("Order", new Count(), leads("2", step("Order", "select"))))
        .isEqualTo(new Counted(1));
    assertThat(compute("user", new Count(), leads("acme,a%2C1", step("user", "parts"))))
        .isEqualTo(new Counted(2));
    assertThat(compute("part", new Count(), leads("1", step("part", "users"))))
        .isEqualTo(new Counted(7));
    assertThat(compute("order_part", new Count(), leads("acme,a%2C1", step("order_part", "part"))))
        .isEqualTo(new Counted(1));
    assertThat(
            compute(
                "event",
                new Count(),
                leads("acme,a%2C1", step("event", "user"), step("user", "parts"))))
        .isEqualTo(new Counted(15));
  }

  @Test
  void followsAReferenceThatIsNoKey() {
    ReferenceMapping email = (ReferenceMapping) step("nickname", "user_email");

    assertThat(email.target()).containsExactly("email");
    assertThat(compute("nickname", new Count(), leads("1", email))).isEqualTo(new Counted(2));
    assertThat(compute("nickname", new Count(), leads("2", email))).isEqualTo(new Counted(0));
  }

  private static Condition leads(String key, Step... path) {
    return new LeadsTo(List.of(path), key);
  }

  @Test
  void addsExactDecimalsOfEveryKindOfNumber() {
    assertThat(compute("everything", new Sum("price"))).isEqualTo(new Added(2, 1, "19.90"));
    assertThat(compute("everything", new Sum("share"))).isEqualTo(new Added(2, 1, "42"));
    assertThat(compute("everything", new Sum("ratio"))).isEqualTo(new Added(2, 2, "NaN"));
    assertThat(compute("coin", new Sum("price"))).isEqualTo(new Added(3, 2, "3.30"));
    assertThat(compute("coin", new Sum("share"))).isEqualTo(new Added(3, 2, "0.3"));
    assertThat(compute("coin", new Average("weight"))).isEqualTo(new Added(3, 2, "0.15"));
    assertThat(compute("reading", new Average("value"))).isEqualTo(new Added(5, 4, "1.25"));
  }

  @Test
  void addsNothingUpToZeroAndHasNoAverageOfNothing() {
    Condition none = new Holds("mood", List.of("calm"));

    assertThat(compute("everything", new Sum("price"), none)).isEqualTo(new Added(0, 0, "0"));
    assertThat(compute("everything", new Average("price"), none)).isEqualTo(new Added(0, 0, ""));
  }

  @Test
  void findsTheLastAndFirstRowsThatHaveAFiniteTime() {
    assertThat(compute("Order", new Latest()))
        .isEqualTo(new Found(List.of(new Dated("11", "2024-03-01 10:30:15 UTC")), false));
    assertThat(compute("Order", new Earliest()))
        .isEqualTo(new Found(List.of(new Dated("10", "2024-02-29")), false));
    assertThat(compute("everything", new Latest()))
        .isEqualTo(
            new Found(
                List.of(new Dated("00000000-0000-0000-0000-000000000001", "2024-02-29")), false));
    assertThat(compute("event", new Earliest(), leads("3", step("event", "user"))))
        .isEqualTo(new Found(List.of(new Dated("2024-12-22,2", "2024-12-22")), false));
  }

  @Test
  void saysWhenMoreRowsShareATimeThanAreWanted() {
    PostgresScript.run(
        url, "INSERT INTO event SELECT '2025-06-01', n, 1 FROM generate_series(1, 3) AS n");

    Found found = (Found) compute("event", new Latest());

    assertThat(found.rows()).extracting(Dated::key).containsExactly("2025-06-01,1", "2025-06-01,2");
    assertThat(found.more()).isTrue();
    PostgresScript.run(url, "DELETE FROM event WHERE day = '2025-06-01'");
  }

  @Test
  void boundsTimesByDaysOfUtc() {
    assertThat(compute("Order", new Count(), within("2024-02-29", "2024-03-01")))
        .isEqualTo(new Counted(1));
    assertThat(compute("Order", new Count(), within("2024-02-28", "2024-02-29")))
        .isEqualTo(new Counted(0));
    assertThat(compute("event", new Count(), within("2024-12-21", "2025-01-01")))
        .isEqualTo(new Counted(11));
  }

  private static Condition within(String from, String before) {
    return new Within(Optional.of(LocalDate.parse(from)), Optional.of(LocalDate.parse(before)));
  }

  @Test
  void keepsValuesOutOfTheStatement() {
    Aggregation hostile =
        new Aggregation(
            source("everything"),
            new Count(),
            List.of(new Holds("mood", List.of("wild' OR '1'='1", "\"; DROP TABLE \"user\"; --"))));

    Aggregated aggregated = aggregates.compute(hostile, 1);

    assertThat(aggregated.result()).isEqualTo(new Counted(0));
    assertThat(aggregated.statement())
        .isEqualTo(
            "SELECT count(*) FROM \"public\".\"everything\" AS s WHERE s.\"mood\"::text IN (?, ?)");
  }

  @Test
  void refusesAKeyThatTheTableCannotHaveAndAColumnThatIsNotThere() {
    Aggregation other =
        new Aggregation(
            source("Order"), new Count(), List.of(leads("1,2", step("Order", "select"))));

    assertThatThrownBy(() -> aggregates.compute(other, 1))
        .isInstanceOfSatisfying(
            RaghubException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_CHANGED));
    assertThatThrownBy(() -> compute("part", new Sum("no_such")))
        .isInstanceOfSatisfying(
            RaghubException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INTERNAL));
  }

  @Test
  void cancelsWhatTakesTooLong() {
    Mapping slow =
        MappingYaml.read(
            "slow",
            """
            workspace: fixture
            database: {url: "jdbc:postgresql://localhost/x", user: x}
            sources:
              - {name: nap, query: "SELECT id, pg_sleep(20)::text AS z FROM part, generate_series(1, 2) AS id", counts: true}
            """);
    try (PostgresSource session = PostgresSource.connect(DatabaseAddress.of(url))) {
      PostgresAggregates hasty = session.aggregates(slow, Duration.ofMillis(200));
      Aggregation nap =
          new Aggregation(
              slow.source("nap").orElseThrow(), new Count(), List.of(new Holds("z", List.of(""))));

      assertThatThrownBy(() -> hasty.compute(nap, 1))
          .isInstanceOfSatisfying(
              RaghubException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_TIMEOUT));
    }
  }

  @Test
  void checksThatSumsAreNumbersAndTimesAreTimes() {
    Mapping wrong =
        MappingYaml.read(
            "wrong",
            """
            workspace: fixture
            database: {url: "jdbc:postgresql://localhost/x", user: x}
            sources:
              - {name: everything, key: [id], table: everything, sums: [price, title, prize], latest: title}
              - {name: order, key: [orderId], table: Order, latest: placed_at}
            """);

    assertThat(MappingCheck.check(wrong, database.catalog(wrong)).stream().map(Problem::toString))
        .contains(
            "ERROR sources.everything.sums: column prize is not there, or the role may not read it;"
                + " nearest: price",
            "ERROR sources.everything.sums: column title has type text; expected a number",
            "ERROR sources.everything.latest: column title has type text; expected a date or"
                + " timestamp",
            "ERROR sources.order.latest: column placed_at is not there, or the role may not read"
                + " it; nearest: placedAt");
  }
}
