package dev.raghub.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.raghub.TestPostgres;
import dev.raghub.eval.PostgresScript;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.source.Problem.Severity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Reads a schema of everything that is unusual, by its own draft.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresReaderIT {
  private final String url = TestPostgres.freshDatabase();
  private final DatabaseAddress address = DatabaseAddress.of(url);
  private final PostgresSource database = fixture();
  private final Draft draft = SchemaDraft.draft(database.sampledCatalog(), "fixture", address);
  private final Mapping mapping = draft.mapping();
  private final PostgresReader reader = database.reader(mapping);

  private PostgresSource fixture() {
    PostgresScript.run(url, Path.of("src/test/resources/source/fixture.sql"));
    return PostgresSource.connect(address);
  }

  @BeforeAll
  void draftsWhatTheCheckAccepts() {
    assertThat(MappingCheck.check(mapping, database.catalog(mapping)))
        .noneMatch(problem -> problem.severity() == Severity.ERROR);
    assertThat(MappingYaml.read("draft", draft.yaml())).isEqualTo(mapping);
  }

  @AfterAll
  void close() {
    database.close();
  }

  @Test
  void draftsTablesWithoutPartitionsViewsAndJunctions() {
    assertThat(mapping.sources().stream().map(SourceMapping::name))
        .containsExactlyInAnyOrder(
            "user",
            "Order",
            "everything",
            "event",
            "part",
            "order_part",
            "reading",
            "moment_key",
            "big",
            "public.nothing",
            "archive.nothing");
    assertThat(source("user").aliases()).containsExactly("email");
    assertThat(source("user").columns()).doesNotContain("password_hash");
    assertThat(source("Order").title()).containsExactly("select", "placedAt");
    assertThat(source("reading").key()).isEmpty();
    assertThat(draft.notes()).anyMatch(note -> note.contains("public.happy_user"));
  }

  @Test
  void rendersEveryType() {
    SourceRow row = row("everything", "00000000-0000-0000-0000-000000000001");

    assertThat(row.fields().stream().map(field -> field.name() + "=" + field.value()))
        .containsExactly(
            "mood=wild",
            "moods=calm, wild",
            "words=x, y,z",
            "detail={\"a\":[1,2.50]}",
            "raw={\"b\":1.000,\"b\":2}",
            "share=42",
            "price=19.90",
            "doubled=39.80",
            "flag=yes",
            "day=2024-02-29",
            "moment=2024-02-29 10:20:30",
            "span=3 days 04:05:06",
            "range=[1,5)",
            "place=(1,2)",
            "address=10.0.0.1",
            "padded=pad",
            "ratio=0.1");
  }

  @Test
  void leavesNullAndEmptyOut() {
    SourceRow row = row("everything", "00000000-0000-0000-0000-000000000002");

    assertThat(row.fields().stream().map(field -> field.name() + "=" + field.value()))
        .containsExactly("flag=no", "day=infinity", "moment=-infinity", "ratio=NaN");
  }

  @Test
  void readsHostileAndForeignTextAsText() {
    assertThat(read("user", 2).stream().map(SourceRow::title))
        .containsExactly("Ada", "李伟", "سارة \"the\" O'Neil", "Robert'); DROP TABLE \"user\";--");
    assertThat(row("user", "3").links()).contains(new Link("reports to", "user", "2", "李伟"));
  }

  @Test
  void quotesMixedCaseAndReservedNames() {
    SourceRow row = row("Order", "10");

    assertThat(row.title()).isEqualTo("李伟, 2024-02-29");
    assertThat(row.fields())
        .containsExactly(
            new Field("order\"quote", "a\"b", FieldKind.VALUE),
            new Field("placed at", "2024-02-29", FieldKind.VALUE));
    assertThat(row("Order", "11").title())
        .isEqualTo("سارة \"the\" O'Neil, 2024-03-01 10:30:15 UTC");
  }

  @Test
  void rendersJunctionsAsListsOnBothSides() {
    assertThat(row("part", "acme,a%2C1").links())
        .containsExactly(
            new Link("users", "user", "1", "Ada"), new Link("users", "user", "2", "李伟"));
    assertThat(row("user", "1").links()).filteredOn(link -> link.name().equals("parts")).hasSize(7);
    assertThat(row("order_part", "10,acme,a%2C1").title()).isEqualTo("李伟, 2024-02-29, Bolt");
  }

  @Test
  void saysHowManyEntriesOfAListAreMissing() {
    SourceMapping user = source("user");
    ListMapping whole = user.lists().getFirst();
    ListMapping cut =
        new ListMapping(
            whole.name(), whole.through(), whole.columns(), whole.to(), whole.target(), 6);

    SourceRow atLimit =
        rowWithList(
            user,
            new ListMapping(
                whole.name(), whole.through(), whole.columns(), whole.to(), whole.target(), 7));
    SourceRow overLimit = rowWithList(user, cut);

    assertThat(atLimit.fields()).noneMatch(field -> field.value().startsWith("…"));
    assertThat(overLimit.fields()).contains(new Field("parts", "… and 1 more", FieldKind.VALUE));
  }

  private SourceRow rowWithList(SourceMapping source, ListMapping list) {
    SourceMapping changed =
        new SourceMapping(
            source.name(),
            source.type(),
            source.origin(),
            source.key(),
            source.title(),
            source.aliases(),
            source.columns(),
            source.text(),
            source.facets(),
            source.references(),
            List.of(list),
            source.change(),
            source.computable(),
            source.embed(),
            source.readers(),
            "");
    List<SourceMapping> sources = new ArrayList<>(mapping.sources());
    sources.replaceAll(each -> each.name().equals(source.name()) ? changed : each);
    Mapping other = new Mapping("fixture", mapping.database(), sources);
    return (SourceRow) database.reader(other).readOne(changed, "1").orElseThrow();
  }

  @Test
  void readsEachRowOnceWhateverTheBatch() {
    for (int batch : new int[] {1, 2, 3, 7, 8, 100}) {
      assertThat(read("part", batch).stream().map(SourceRow::title))
          .containsExactlyInAnyOrder("Bolt", "Nut", "Screw", "Washer", "Gear", "Cog", "Pin");
      assertThat(read("event", batch)).hasSize(30);
      assertThat(read("moment_key", batch)).hasSize(20);
      assertThat(read("public.nothing", batch)).isEmpty();
    }
  }

  @Test
  void findsEachRowAgainByItsKey() {
    for (SourceMapping source : mapping.sources()) {
      if (!source.name().equals("big")) {
        for (SourceRow row : read(source.name(), 5)) {
          assertThat(reader.readOne(source, row.key())).contains(row);
        }
      }
    }
  }

  @Test
  void findsNothingForAKeyThatCannotBe() {
    assertThat(reader.readOne(source("user"), "99")).isEmpty();
    assertThat(reader.readOne(source("user"), "1 OR 1=1")).isEmpty();
    assertThat(reader.readOne(source("user"), "1,2")).isEmpty();
    assertThat(reader.readOne(source("user"), "%zz")).isEmpty();
    assertThat(reader.readOne(source("everything"), "%00")).isEmpty();
    assertThat(reader.readOne(source("event"), "not a day,1")).isEmpty();
  }

  @Test
  void collapsesIdenticalRowsWithoutAKey() {
    assertThat(read("reading", 2)).hasSize(3);
    assertThat(read("reading", 2).stream().map(SourceRow::key)).allMatch(key -> key.length() == 32);
  }

  @Test
  void pagesThroughManyRowsInBoundedBatches() {
    Set<String> keys = new HashSet<>();
    long[] peak = {0};
    reader.read(
        source("big"),
        1_000,
        batch -> {
          assertThat(batch).hasSizeLessThanOrEqualTo(1_000);
          batch.forEach(row -> assertThat(keys.add(row.key())).isTrue());
          peak[0] = Math.max(peak[0], batch.size());
        });

    assertThat(keys).hasSize(100_000);
    assertThat(peak[0]).isEqualTo(1_000);
    assertThat(reader.estimate(source("big"))).isBetween(50_000L, 200_000L);
    assertThat(reader.estimate(source("user"))).isEqualTo(4);
  }

  @Test
  void reportsARowWithTooLongACellAndReadsTheOthers() {
    SourceLimits limits = new SourceLimits(Duration.ofSeconds(5), Duration.ofSeconds(60), 40);
    try (PostgresSource tight = PostgresSource.connect(address, limits)) {
      List<ReadRow> rows = new ArrayList<>();
      SourceMapping everything = source("everything");
      tight.reader(mapping).read(everything, 10, rows::addAll);
      assertThat(rows).hasSize(2).allMatch(SourceRow.class::isInstance);
    }
    SourceLimits tighter = new SourceLimits(Duration.ofSeconds(5), Duration.ofSeconds(60), 9);
    try (PostgresSource tight = PostgresSource.connect(address, tighter)) {
      List<ReadRow> rows = new ArrayList<>();
      tight.reader(mapping).read(source("everything"), 10, rows::addAll);
      assertThat(rows.getFirst())
          .isEqualTo(
              new UnreadableRow(
                  "everything",
                  "00000000-0000-0000-0000-000000000001",
                  ErrorCode.DOCUMENT_TOO_LARGE,
                  "column moods holds more than 9 characters"));
      assertThat(rows.getLast()).isInstanceOf(SourceRow.class);
    }
  }

  @Test
  void readsAQueryWithAndWithoutAKey() {
    Mapping queries =
        MappingYaml.read(
            "queries",
            """
            workspace: fixture
            database: {url: "jdbc:postgresql://localhost/x", user: x}
            sources:
              - name: person
                query: |
                  SELECT id, name, reports_to AS boss FROM "user"; -- the end
                key: [id]
                title: name
                references:
                  - {name: boss, columns: [boss], to: person}
              - {name: count, query: "SELECT count(*) AS n FROM part", columns: [n]}
            """
                .replace("; -- the end", " -- the end"));
    PostgresReader other = database.reader(queries);
    List<ReadRow> people = new ArrayList<>();
    other.read(queries.sources().getFirst(), 3, people::addAll);
    List<ReadRow> counts = new ArrayList<>();
    other.read(queries.sources().getLast(), 3, counts::addAll);

    assertThat(people).hasSize(4);
    assertThat(((SourceRow) people.get(1)).links())
        .containsExactly(new Link("boss", "person", "1", "Ada"));
    assertThat(((SourceRow) counts.getFirst()).fields())
        .containsExactly(new Field("n", "7", FieldKind.VALUE));
  }

  @Test
  void reportsEveryProblemOfAMappingAtOnce() {
    Mapping wrong =
        MappingYaml.read(
            "wrong",
            """
            workspace: fixture
            database: {url: "jdbc:postgresql://localhost/x", user: x}
            sources:
              - {name: a, table: public.usr, key: [id]}
              - {name: b, table: part, key: [maker], title: [nam], columns: [colour]}
              - {name: c, table: everything, key: [id], columns: [photo],
                 references: [{name: d, columns: [title], to: e}, {name: f, columns: [title], to: g}]}
              - {name: g, table: user, key: [id]}
              - {name: h, query: SELECT nothing_such FROM part}
            """);

    assertThat(MappingCheck.check(wrong, database.catalog(wrong)).stream().map(Problem::toString))
        .contains(
            "ERROR sources.a.table: table public.usr is not there, or the role may not read it;"
                + " nearest: public.user",
            "ERROR sources.b.title: nam is neither a column nor a reference; nearest: name",
            "ERROR sources.b.columns: column colour is not there, or the role may not read it",
            "WARNING sources.b.key: key [maker] is not proven unique and never null by a"
                + " constraint; rows that share a key share a document",
            "ERROR sources.c.columns: column photo has type bytea, which has no text form;"
                + " expected it left out",
            "ERROR sources.c.references.d: there is no source \"e\"; nearest: a, b, c",
            "ERROR sources.c.references.f: column title (text) cannot be compared with id"
                + " (integer); expected one type",
            "ERROR sources.h.query: the database refuses the query: column \"nothing_such\" does"
                + " not exist");
  }

  @Test
  void refusesToReadWhatTheDatabaseNoLongerHas() {
    PostgresScript.run(url, "CREATE TABLE fleeting (id integer PRIMARY KEY, name text)");
    Mapping before = SchemaDraft.draft(database.sampledCatalog(), "fixture", address).mapping();
    SourceMapping fleeting = before.source("fleeting").orElseThrow();
    PostgresReader early = database.reader(before);
    PostgresScript.run(url, "ALTER TABLE fleeting DROP COLUMN name");

    assertThatThrownBy(() -> early.read(fleeting, 10, _ -> {}))
        .isInstanceOfSatisfying(
            RaghubException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_CHANGED));
    assertThatThrownBy(() -> database.reader(before).read(fleeting, 10, _ -> {}))
        .isInstanceOfSatisfying(
            RaghubException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_CHANGED));
    PostgresScript.run(url, "DROP TABLE fleeting");
  }

  @Test
  void seesOnlyWhatItsRoleMayRead() {
    String role = "guest_" + UUID.randomUUID().toString().replace("-", "");
    PostgresScript.run(
        url,
        "CREATE ROLE %1$s LOGIN PASSWORD 'guest'; GRANT SELECT (id, name) ON \"user\" TO %1$s"
            .formatted(role));
    DatabaseAddress guest = new DatabaseAddress(address.url(), role, "guest");
    try (PostgresSource source = PostgresSource.connect(guest)) {
      Mapping small = SchemaDraft.draft(source.sampledCatalog(), "guest", guest).mapping();
      List<ReadRow> rows = new ArrayList<>();
      source.reader(small).read(small.sources().getFirst(), 10, rows::addAll);

      assertThat(small.sources()).extracting(SourceMapping::name).containsExactly("user");
      assertThat(rows).hasSize(4);
      assertThatThrownBy(() -> source.reader(mapping).read(source("part"), 10, _ -> {}))
          .isInstanceOfSatisfying(
              RaghubException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_CHANGED));
    } finally {
      PostgresScript.run(url, "DROP OWNED BY %1$s; DROP ROLE %1$s".formatted(role));
    }
  }

  @Test
  void cannotWrite() {
    Mapping writing =
        MappingYaml.read(
            "writing",
            """
            workspace: fixture
            database: {url: "jdbc:postgresql://localhost/x", user: x}
            sources:
              - {name: s, query: "SELECT setval('pg_temp.x', 1) AS n", columns: [n]}
              - {name: t, query: "WITH d AS (DELETE FROM part RETURNING 1) SELECT 1 AS n FROM d", columns: [n]}
            """);

    assertThatThrownBy(() -> database.reader(writing).read(writing.sources().getLast(), 1, _ -> {}))
        .isInstanceOf(RaghubException.class);
    assertThat(read("part", 10)).hasSize(7);
  }

  private SourceMapping source(String name) {
    return mapping.source(name).orElseThrow();
  }

  private SourceRow row(String source, String key) {
    return (SourceRow) reader.readOne(source(source), key).orElseThrow();
  }

  private List<SourceRow> read(String source, int batch) {
    List<SourceRow> rows = new ArrayList<>();
    reader.read(source(source), batch, each -> each.forEach(row -> rows.add((SourceRow) row)));
    return rows;
  }
}
